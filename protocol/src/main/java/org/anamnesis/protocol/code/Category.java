package org.anamnesis.protocol.code;

/** The coarse category of a record, in clear. */
public enum Category implements Numbered {
  /** Encounter. */
  ENCOUNTER(1),
  /** Laboratory. */
  LABORATORY(2),
  /** Imaging. */
  IMAGING(3),
  /** Medication. */
  MEDICATION(4),
  /** Immunization. */
  IMMUNIZATION(5),
  /** Procedure. */
  PROCEDURE(6),
  /** Care plan. */
  CARE_PLAN(7),
  /** Document. */
  DOCUMENT(8),
  /** Measurement. */
  MEASUREMENT(9);

  private final int number;

  Category(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
