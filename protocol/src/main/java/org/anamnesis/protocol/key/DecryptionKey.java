package org.anamnesis.protocol.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * A private key that signs (ES256). It may lie in a file or in hardware: it is used through the
 * platform's own interface and never shown.
 */
public final class DecryptionKey {
  private final PrivateKey secret;
  private final PublicPoint point;

  private DecryptionKey(PrivateKey secret, PublicPoint point) {
    this.secret = secret;
    this.point = point;
  }

  /** A key that the platform holds, with the point that belongs to it. */
  public static DecryptionKey of(PrivateKey secret, PublicPoint point) {
    return new DecryptionKey(secret, point);
  }

  /** A fresh key of the platform's secure random. */
  public static DecryptionKey generate() {
    KeyPair pair = P256.generate();
    return new DecryptionKey(pair.getPrivate(), PublicPoint.of((ECPublicKey) pair.getPublic()));
  }

  /** The public half. */
  public PublicPoint point() {
    return point;
  }

  /** The private half, for a key store. */
  public PrivateKey toJca() {
    return secret;
  }

  /**
   * The x coordinate of the shared point with another key (SP 800-56A, ECDH), 32 octets.
   *
   * @throws IllegalArgumentException if it is all zeros
   */
  public byte[] agree(PublicPoint other) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(secret);
      agreement.doPhase(other.toJca(), true);
      byte[] shared = agreement.generateSecret();
      if (Arrays.equals(shared, new byte[shared.length])) {
        throw new IllegalArgumentException("the shared secret is all zeros");
      }
      return shared;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not agree", e);
    }
  }

  @Override
  public String toString() {
    return "DecryptionKey[redacted]";
  }
}
