package org.anamnesis.protocol.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * A private key that signs (ES256). It may lie in a file or in hardware: it is used through the
 * platform's own interface and never shown.
 */
public final class SigningKey {
  private final PrivateKey secret;
  private final PublicPoint point;

  private SigningKey(PrivateKey secret, PublicPoint point) {
    this.secret = secret;
    this.point = point;
  }

  /** A key that the platform holds, with the point that belongs to it. */
  public static SigningKey of(PrivateKey secret, PublicPoint point) {
    return new SigningKey(secret, point);
  }

  /** A fresh key of the platform's secure random. */
  public static SigningKey generate() {
    KeyPair pair = P256.generate();
    return new SigningKey(pair.getPrivate(), PublicPoint.of((ECPublicKey) pair.getPublic()));
  }

  /** The public half. */
  public PublicPoint point() {
    return point;
  }

  /** The private half, for a key store. */
  public PrivateKey toJca() {
    return secret;
  }

  /** Signs a message, hashed here once with SHA-256; s is at most n/2. */
  public Signature sign(byte[] message) {
    try {
      java.security.Signature signer = java.security.Signature.getInstance(Signature.ALGORITHM);
      signer.initSign(secret);
      signer.update(message);
      return Signature.of(signer.sign()).normalised();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[redacted]";
  }
}
