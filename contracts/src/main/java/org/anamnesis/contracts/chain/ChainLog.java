package org.anamnesis.contracts.chain;

import java.util.List;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;

/**
 * An event as the chain holds it.
 *
 * @param emitter the contract that emitted it
 * @param index its place among all logs of the block, from 0
 * @param topics one to four, the first names the event
 * @param data the words that are not topics
 */
public record ChainLog(EthereumAddress emitter, long index, List<Bytes32> topics, Octets data) {
  /** Copies the list. */
  public ChainLog {
    topics = List.copyOf(topics);
  }
}
