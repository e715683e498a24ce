package org.anamnesis.protocol.id;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest, or another 32-octet value that is compared as one (a salt, a nonce). */
public record Hash(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final Hash ZERO = new Hash(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static Hash of(byte[] octets) {
    return new Hash(Bytes32.of(octets));
  }

  /** SHA-256 (FIPS 180-4) of the octets. */
  public static Hash sha256(byte[] octets) {
    return of(digest().digest(octets));
  }

  /** A fresh SHA-256 digest to feed. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static Hash parse(String hex) {
    return new Hash(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
