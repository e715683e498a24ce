package org.anamnesis.protocol.code;

/** What a reviewer found about a break-glass access. */
public enum ReviewOutcome implements Numbered {
  /** Justified. */
  JUSTIFIED(1),
  /** Unjustified. */
  UNJUSTIFIED(2),
  /** Unclear. */
  UNCLEAR(3);

  private final int number;

  ReviewOutcome(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
