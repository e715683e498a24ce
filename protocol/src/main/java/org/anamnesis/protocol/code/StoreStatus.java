package org.anamnesis.protocol.code;

/** Whether a store takes records. */
public enum StoreStatus implements Numbered {
  /** Takes records. */
  ACTIVE(1),
  /** Takes no more records. */
  CLOSED(2);

  private final int number;

  StoreStatus(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
