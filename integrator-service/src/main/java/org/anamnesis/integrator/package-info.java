/**
 * Carries accepted operations from the outbox onto the chain, each exactly once. It comes after the
 * record service, whose outbox it empties, and before the chain, whose blocks the ledger service
 * follows. What it must not forget is in Postgres before it acts, so a kill at any line loses
 * nothing and doubles nothing.
 */
@NullMarked
package org.anamnesis.integrator;

import org.jspecify.annotations.NullMarked;
