package org.anamnesis.contracts.chain;

/**
 * The head of a block, without its transactions.
 *
 * @param number its height
 * @param hash its published hash
 * @param parent the hash of the block before it
 * @param timestamp its time in Unix seconds
 */
public record BlockHead(long number, BlockHash hash, BlockHash parent, long timestamp) {}
