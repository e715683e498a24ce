package org.anamnesis.client.keys;

/**
 * A key file cannot be read or written. The message is a sentence for the person at the keyboard.
 */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, in one sentence. */
  public KeyFileException(String sentence) {
    super(sentence);
  }

  /** What is wrong, in one sentence, and why. */
  public KeyFileException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
