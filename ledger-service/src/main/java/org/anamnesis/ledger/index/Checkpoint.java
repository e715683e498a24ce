package org.anamnesis.ledger.index;

import org.anamnesis.contracts.chain.BlockHash;

/**
 * A block that the index holds.
 *
 * @param number its number
 * @param hash its hash as the node gives it
 * @param time its time in Unix seconds
 */
public record Checkpoint(long number, BlockHash hash, long time) {}
