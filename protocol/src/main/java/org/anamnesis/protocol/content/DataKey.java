package org.anamnesis.protocol.content;

import com.google.crypto.tink.subtle.Hkdf;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.word.WordWriter;

/**
 * The 32 secret octets that one version of one record is sealed with. Its text form is redacted.
 */
public final class DataKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Bytes32 secret;

  private DataKey(Bytes32 secret) {
    this.secret = secret;
  }

  /** A fresh random key; every version of every record has its own. */
  public static DataKey random() {
    byte[] octets = new byte[Bytes32.SIZE];
    RANDOM.nextBytes(octets);
    return of(octets);
  }

  /** Copies 32 octets; other sizes and 32 zeros are an {@link IllegalArgumentException}. */
  public static DataKey of(byte[] octets) {
    Bytes32 secret = Bytes32.of(octets);
    if (secret.isZero()) {
      throw new IllegalArgumentException("a data key of zeros is none");
    }
    return new DataKey(secret);
  }

  /** A copy of the 32 octets: secret. */
  public byte[] secretOctets() {
    return secret.bytes();
  }

  /** What the chain holds instead of the key. */
  public Hash commitment(AssociatedData associated) {
    return Hash.of(derive("commit", associated));
  }

  /** The AES key of the version's sealed metadata. */
  public SecretKey metadataKey(AssociatedData associated) {
    return new SecretKeySpec(derive("metadata", associated), "AES");
  }

  /** HKDF-SHA256 (RFC 5869) without salt. */
  private byte[] derive(String label, AssociatedData associated) {
    byte[] info = new WordWriter().label(label).padded(associated.octets()).octets();
    try {
      return Hkdf.computeHkdf("HmacSha256", secret.bytes(), new byte[0], info, Bytes32.SIZE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataKey that
        && MessageDigest.isEqual(secret.bytes(), that.secret.bytes());
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
