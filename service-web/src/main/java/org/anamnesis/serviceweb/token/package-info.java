/**
 * Who calls. Every hop carries a token (JWT, ES256) that opens exactly one service, of an issuer
 * that the service was told to trust. People's tokens come from the gateway; a service asks the
 * ledger with a token of its own.
 */
@NullMarked
package org.anamnesis.serviceweb.token;

import org.jspecify.annotations.NullMarked;
