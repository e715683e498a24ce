package org.anamnesis.client.chain;

/**
 * The chain says something else than a service said, or is another chain. A service or node is
 * wrong or lies.
 */
public final class ChainMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What does not fit, in one sentence. */
  public ChainMismatchException(String sentence) {
    super(sentence);
  }
}
