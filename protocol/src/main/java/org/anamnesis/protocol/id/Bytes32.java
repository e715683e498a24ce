package org.anamnesis.protocol.id;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Exactly 32 octets that nobody can change: the content of one word (PROTOCOL.md section 1). */
public final class Bytes32 {
  /** Octets in a word. */
  public static final int SIZE = 32;

  /** 32 zeros. */
  public static final Bytes32 ZERO = new Bytes32(new byte[SIZE]);

  private final byte[] octets;

  private Bytes32(byte[] octets) {
    this.octets = octets;
  }

  /**
   * Copies 32 octets.
   *
   * @throws IllegalArgumentException if there are not exactly 32
   */
  public static Bytes32 of(byte[] octets) {
    if (octets.length != SIZE) {
      throw new IllegalArgumentException("expected 32 octets, found " + octets.length);
    }
    return new Bytes32(octets.clone());
  }

  /**
   * Reads 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Bytes32 parse(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits, found " + hex.length());
    }
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if (Character.digit(c, 16) < 0 || Character.isUpperCase(c) || c > 'f') {
        throw new IllegalArgumentException("expected lower-case hexadecimal digits only");
      }
    }
    return new Bytes32(HexFormat.of().parseHex(hex));
  }

  /** A copy of the octets. */
  public byte[] bytes() {
    return octets.clone();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(octets);
  }

  /** Whether all octets are zero. */
  public boolean isZero() {
    return equals(ZERO);
  }

  /** Appends the octets to a buffer. */
  public void putInto(ByteBuffer buffer) {
    buffer.put(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes32 that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return hex();
  }
}
