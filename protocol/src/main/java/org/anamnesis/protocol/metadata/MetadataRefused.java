package org.anamnesis.protocol.metadata;

/** Sealed metadata that does not open. */
public final class MetadataRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MetadataRefused(String sentence) {
    super(sentence);
  }

  MetadataRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
