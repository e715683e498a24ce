package org.anamnesis.contracts.chain;

/**
 * An event and where it stands.
 *
 * @param block height of the block
 * @param transaction hash of the transaction that it happened in
 * @param log the event
 */
public record MinedLog(long block, TransactionHash transaction, ChainLog log) {}
