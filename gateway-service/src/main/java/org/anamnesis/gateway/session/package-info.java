/**
 * Signing in and out. A participant signs a SESSION over a single-use number of this gateway, the
 * ledger says whose key that is, and a session of ten minutes begins. Sessions are rows, so that
 * several gateways share them and an end is an end at once.
 */
@NullMarked
package org.anamnesis.gateway.session;

import org.jspecify.annotations.NullMarked;
