package org.anamnesis.localparts;

/** A part did not start or stop. The message is one sentence for the person who started it. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What happened, in one sentence. */
  public PartFailedException(String sentence) {
    super(sentence);
  }

  /** What happened, in one sentence, and why. */
  public PartFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
