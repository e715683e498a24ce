/**
 * How much one address and one participant may ask. Requests above the limit are refused before
 * they cost anything, with the time after which to try again. Buckets are each gateway's own.
 */
@NullMarked
package org.anamnesis.gateway.limit;

import org.jspecify.annotations.NullMarked;
