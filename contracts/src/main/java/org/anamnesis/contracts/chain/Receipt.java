package org.anamnesis.contracts.chain;

import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.id.EthereumAddress;

/**
 * What a mined transaction did.
 *
 * @param transaction its hash
 * @param block height of the block that holds it
 * @param blockHash hash of that block
 * @param succeeded false if it reverted, which is final for its nonce
 * @param gasUsed the gas that it took
 * @param created the contract that it created
 * @param logs the events in order, none if it reverted
 */
public record Receipt(
    TransactionHash transaction,
    long block,
    BlockHash blockHash,
    boolean succeeded,
    long gasUsed,
    Optional<EthereumAddress> created,
    List<ChainLog> logs) {
  /** Copies the list. */
  public Receipt {
    logs = List.copyOf(logs);
  }
}
