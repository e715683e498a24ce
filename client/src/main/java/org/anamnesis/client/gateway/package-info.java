/**
 * The way to a gateway: HTTP, the signed sign-in, and problems as they come back. Everything else
 * in the client speaks through here and sees paths, JSON types and streams, never tokens. Answers
 * are not trusted: whoever uses one checks it.
 */
@NullMarked
package org.anamnesis.client.gateway;

import org.jspecify.annotations.NullMarked;
