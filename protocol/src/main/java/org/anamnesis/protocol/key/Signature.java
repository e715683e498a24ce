package org.anamnesis.protocol.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.anamnesis.protocol.id.Bytes32;

/**
 * An ES256 signature, {@code r ‖ s} (IEEE P1363 form, RFC 7518 section 3.4). It may be anybody's
 * and hold or not: only a key can tell.
 */
public final class Signature {
  /** Octets of a signature. */
  public static final int SIZE = 64;

  static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  private final byte[] octets;

  private Signature(byte[] octets) {
    this.octets = octets;
  }

  /** Copies 64 octets; anything else is an {@link IllegalArgumentException}. */
  public static Signature of(byte[] octets) {
    if (octets.length != SIZE) {
      throw new IllegalArgumentException("a signature has 64 octets, found " + octets.length);
    }
    return new Signature(octets.clone());
  }

  /** The same signature with s at most n/2, which verifies exactly when this one does. */
  public Signature normalised() {
    if (s().compareTo(P256.HALF_N) <= 0 || s().compareTo(P256.N) >= 0) {
      return this;
    }
    byte[] low = P256.N.subtract(s()).toByteArray();
    byte[] normal = Arrays.copyOf(octets, SIZE);
    Arrays.fill(normal, Bytes32.SIZE, SIZE, (byte) 0);
    int length = Math.min(low.length, Bytes32.SIZE);
    System.arraycopy(low, low.length - length, normal, SIZE - length, length);
    return new Signature(normal);
  }

  /** A copy of the 64 octets. */
  public byte[] octets() {
    return octets.clone();
  }

  boolean isCanonical() {
    return r().signum() > 0
        && r().compareTo(P256.N) < 0
        && s().signum() > 0
        && s().compareTo(P256.HALF_N) <= 0;
  }

  private BigInteger r() {
    return new BigInteger(1, octets, 0, Bytes32.SIZE);
  }

  private BigInteger s() {
    return new BigInteger(1, octets, Bytes32.SIZE, Bytes32.SIZE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
