package org.anamnesis.protocol.content;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.security.InvalidAlgorithmParameterException;

/** Suite 1's parameters of Tink's streaming AEAD. */
final class Sealing {
  private static final int DERIVED_KEY = 32;
  private static final int FIRST_SEGMENT_OFFSET = 0;

  private Sealing() {}

  static AesGcmHkdfStreaming streaming(DataKey key) {
    try {
      return new AesGcmHkdfStreaming(
          key.secretOctets(), "HMACSHA256", DERIVED_KEY, SealedSize.SEGMENT, FIRST_SEGMENT_OFFSET);
    } catch (InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("Tink refuses suite 1", e);
    }
  }
}
