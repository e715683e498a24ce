/**
 * Read-only questions to the chain, for clients that check for themselves. Only listed methods
 * pass, in bounded batches, with bounded answers. The node itself is never public.
 */
@NullMarked
package org.anamnesis.gateway.chain;

import org.jspecify.annotations.NullMarked;
