package org.anamnesis.record.store;

/** An object that must be there is not. */
public final class BlobMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the object. */
  public BlobMissingException(BlobKey key, Throwable cause) {
    super("object " + key.text() + " is missing", cause);
  }
}
