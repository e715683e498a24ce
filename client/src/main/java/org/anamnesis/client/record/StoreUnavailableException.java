package org.anamnesis.client.record;

/** The object store, asked straight, does not give the octets. Its address is not told. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreUnavailableException(String sentence) {
    super(sentence);
  }

  StoreUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
