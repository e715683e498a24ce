package org.anamnesis.client.record;

/**
 * What came back is not what the chain or the author vouches for. Nothing of it was shown or kept.
 */
public final class RecordRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordRefusedException(String sentence) {
    super(sentence);
  }

  RecordRefusedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
