package org.anamnesis.protocol.envelope;

/** An envelope that does not open, or holds another key than the chain commits to. */
public final class EnvelopeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EnvelopeRefused(String sentence) {
    super(sentence);
  }

  EnvelopeRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
