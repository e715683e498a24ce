package org.anamnesis.integrator.batch;

import java.time.Instant;
import java.util.Optional;
import org.anamnesis.contracts.chain.SignedTransaction;

/**
 * A signed transaction that carries a batch and has no receipt yet.
 *
 * @param signed the octets, stored before they were first sent
 * @param batch the number of the batch
 * @param sentAt when a node was last given it; empty if perhaps never
 */
public record CarryingTransaction(SignedTransaction signed, long batch, Optional<Instant> sentAt) {}
