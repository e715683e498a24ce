package org.anamnesis.contracts.chain;

import java.util.List;

/**
 * A block with its transactions in order.
 *
 * @param number its height
 * @param hash its published hash
 * @param parent the hash of the block before it
 * @param timestamp its time in Unix seconds
 * @param transactions all of its transactions
 */
public record Block(
    long number,
    BlockHash hash,
    BlockHash parent,
    long timestamp,
    List<ChainTransaction> transactions) {
  /** Copies the list. */
  public Block {
    transactions = List.copyOf(transactions);
  }
}
