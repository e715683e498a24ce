package org.anamnesis.protocol.code;

/** What a consent entry does when it is the first that applies. */
public enum Effect implements Numbered {
  /** The entry is withdrawn and decides nothing. */
  NONE(0),
  /** Permits. */
  ALLOW(1),
  /** Refuses. */
  DENY(2);

  private final int number;

  Effect(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
