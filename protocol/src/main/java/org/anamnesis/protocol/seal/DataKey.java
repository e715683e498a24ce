package org.anamnesis.protocol.seal;

import java.security.MessageDigest;
import java.security.SecureRandom;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.word.WordWriter;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The key of one version of one record, 32 octets (PROTOCOL.md section 5). It shows itself to
 * nobody but the code that seals, opens and wraps.
 */
public final class DataKey {
  /** Octets of a data key. */
  public static final int SIZE = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] octets;

  private DataKey(byte[] octets) {
    this.octets = octets;
  }

  /** A fresh random key. */
  public static DataKey generate() {
    byte[] octets = new byte[SIZE];
    RANDOM.nextBytes(octets);
    return new DataKey(octets);
  }

  /** Copies 32 octets; anything else, and 32 zeros, is an {@link IllegalArgumentException}. */
  public static DataKey of(byte[] octets) {
    if (octets.length != SIZE || MessageDigest.isEqual(octets, new byte[SIZE])) {
      throw new IllegalArgumentException("a data key is 32 octets, not all zero");
    }
    return new DataKey(octets.clone());
  }

  /** What the chain holds of this key, to be compared before anything is opened with it. */
  public Hash commitment(AssociatedData context) {
    return Hash.of(derive("commit", context));
  }

  /** The AES-256 key of the sealed metadata. */
  public byte[] metadataKey(AssociatedData context) {
    return derive("metadata", context);
  }

  /** A copy of the octets, for the cipher that uses them. */
  public byte[] octets() {
    return octets.clone();
  }

  private byte[] derive(String label, AssociatedData context) {
    byte[] info = new WordWriter().label(label).words(context.octets()).octets();
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(octets, null, info));
    byte[] derived = new byte[SIZE];
    hkdf.generateBytes(derived, 0, SIZE);
    return derived;
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
