package org.anamnesis.protocol.code;

/** Whether a participant may act. */
public enum ParticipantStatus implements Numbered {
  /** May act. */
  ACTIVE(1),
  /** May not act for now. */
  SUSPENDED(2),
  /** Left the organisation. */
  LEFT(3);

  private final int number;

  ParticipantStatus(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
