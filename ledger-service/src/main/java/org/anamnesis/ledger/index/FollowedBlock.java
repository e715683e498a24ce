package org.anamnesis.ledger.index;

import java.util.List;
import org.anamnesis.contracts.chain.BlockHash;

/**
 * A block of the chain with what the registry did in it.
 *
 * @param number its number
 * @param hash its hash
 * @param parentHash the hash of the block before it
 * @param time its time in Unix seconds
 * @param events the registry's events in their order, possibly none
 */
public record FollowedBlock(
    long number, BlockHash hash, BlockHash parentHash, long time, List<FollowedEvent> events) {
  /** Copies the list. */
  public FollowedBlock {
    events = List.copyOf(events);
  }

  Checkpoint checkpoint() {
    return new Checkpoint(number, hash, time);
  }
}
