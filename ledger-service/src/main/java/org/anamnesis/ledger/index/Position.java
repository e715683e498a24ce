package org.anamnesis.ledger.index;

/**
 * Where an event stands on the chain; later ones are greater.
 *
 * @param block the block's number
 * @param index the event's index within the block
 */
public record Position(long block, int index) {
  /** After every event: where a list that goes backwards begins. */
  public static final Position END = new Position(Long.MAX_VALUE, Integer.MAX_VALUE);
}
