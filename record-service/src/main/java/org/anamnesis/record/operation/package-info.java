/**
 * Accepting a signed operation, in one place for every kind. Its signature, signer and time are
 * checked first, the feature's own rules next; then the outbox row, the feature's rows and the
 * signed acceptance are committed together. From then on the integrator carries it to the chain,
 * and its state is read from the outbox.
 */
@NullMarked
package org.anamnesis.record.operation;

import org.jspecify.annotations.NullMarked;
