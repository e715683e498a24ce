package org.anamnesis.protocol.code;

/** On what a reader relies. */
public enum Basis implements Numbered {
  /** The reader is the patient. */
  OWNER(1),
  /** The reader wrote this version. */
  AUTHOR(2),
  /** A consent permits. */
  CONSENT(3),
  /** An emergency. */
  BREAK_GLASS(4);

  private final int number;

  Basis(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
