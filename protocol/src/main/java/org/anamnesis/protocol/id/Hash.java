package org.anamnesis.protocol.id;

/** A SHA-256 digest, or another 32-octet value that is compared as one (a salt, a nonce). */
public record Hash(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final Hash ZERO = new Hash(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static Hash of(byte[] octets) {
    return new Hash(Bytes32.of(octets));
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
