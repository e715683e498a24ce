package org.anamnesis.protocol.key;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * A private key that opens key envelopes. It lies in a file, because HPKE needs its number; its
 * text form is redacted.
 */
public final class DecryptionKey {
  private final ECPrivateKey secret;
  private final PublicPoint point;

  private DecryptionKey(ECPrivateKey secret, PublicPoint point) {
    this.secret = secret;
    this.point = point;
  }

  /** A key that the platform holds, with the point that belongs to it. */
  public static DecryptionKey of(ECPrivateKey secret, PublicPoint point) {
    return new DecryptionKey(secret, point);
  }

  /** A fresh key of the platform's secure random. */
  public static DecryptionKey generate() {
    KeyPair pair = P256.generate();
    return new DecryptionKey(
        (ECPrivateKey) pair.getPrivate(), PublicPoint.of((ECPublicKey) pair.getPublic()));
  }

  /** The public half. */
  public PublicPoint point() {
    return point;
  }

  /** The private half, for a key store. */
  public ECPrivateKey toJca() {
    return secret;
  }

  @Override
  public String toString() {
    return "DecryptionKey[redacted]";
  }
}
