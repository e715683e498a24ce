package org.anamnesis.outbox;

import org.anamnesis.protocol.id.Hash;

/**
 * Where on the chain the outcome of an operation stands.
 *
 * @param block height of the block
 * @param transaction hash of the transaction
 */
public record Anchor(long block, Hash transaction) {}
