package org.anamnesis.protocol.code;

/** What a consent allows. The numbers are bits of a mask. */
public enum Permission implements Numbered {
  /** Reading records. */
  READ(1),
  /** Writing records of the patient. */
  CONTRIBUTE(2),
  /** Breaking the glass. */
  EMERGENCY(4),
  /** Signing CONSENT for the patient, as a parent or legal representative does. */
  DELEGATE(8);

  private final int number;

  Permission(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
