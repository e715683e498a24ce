package org.anamnesis.protocol.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;

/**
 * A public key: a point of P-256, never the point at infinity.
 *
 * @param x the affine x coordinate, big-endian
 * @param y the affine y coordinate, big-endian
 */
public record PublicPoint(Bytes32 x, Bytes32 y) {
  /**
   * Refuses coordinates that are not a point of the curve with an {@link IllegalArgumentException}.
   */
  public PublicPoint {
    if (!P256.hasPoint(new BigInteger(1, x.bytes()), new BigInteger(1, y.bytes()))) {
      throw new IllegalArgumentException("the coordinates are not a point of P-256");
    }
  }

  /** The point of a platform key; a key of another curve is an {@link IllegalArgumentException}. */
  public static PublicPoint of(ECPublicKey key) {
    return new PublicPoint(word(key.getW().getAffineX()), word(key.getW().getAffineY()));
  }

  /** Reads {@code 04 ‖ x ‖ y}, 65 octets; anything else is an {@link IllegalArgumentException}. */
  public static PublicPoint parse(byte[] uncompressed) {
    if (uncompressed.length != 65 || uncompressed[0] != 4) {
      throw new IllegalArgumentException("expected an uncompressed point of 65 octets");
    }
    byte[] x = new byte[Bytes32.SIZE];
    byte[] y = new byte[Bytes32.SIZE];
    ByteBuffer.wrap(uncompressed, 1, 64).get(x).get(y);
    return new PublicPoint(Bytes32.of(x), Bytes32.of(y));
  }

  /** {@code 04 ‖ x ‖ y}, 65 octets (SEC 1, section 2.3.3). */
  public byte[] uncompressed() {
    return ByteBuffer.allocate(65).put((byte) 4).put(x.bytes()).put(y.bytes()).array();
  }

  /** SHA-256 of {@link #uncompressed()}: the participant whose first signing key this is. */
  public ParticipantId participant() {
    return new ParticipantId(Hash.sha256(uncompressed()).value());
  }

  /**
   * Whether the signature is this key's over the message, hashed here once with SHA-256. A high s
   * does not verify.
   */
  public boolean verifies(byte[] message, Signature signature) {
    if (!signature.isCanonical()) {
      return false;
    }
    try {
      java.security.Signature verifier = java.security.Signature.getInstance(Signature.ALGORITHM);
      verifier.initVerify(toJca());
      verifier.update(message);
      return verifier.verify(signature.octets());
    } catch (SignatureException e) {
      return false;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java does not verify ES256", e);
    }
  }

  /** The same key for the platform's own algorithms. */
  public ECPublicKey toJca() {
    ECPoint point = new ECPoint(new BigInteger(1, x.bytes()), new BigInteger(1, y.bytes()));
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.SPEC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  private static Bytes32 word(BigInteger coordinate) {
    byte[] signed = coordinate.toByteArray();
    byte[] word = new byte[Bytes32.SIZE];
    int length = Math.min(signed.length, Bytes32.SIZE);
    System.arraycopy(signed, signed.length - length, word, Bytes32.SIZE - length, length);
    return Bytes32.of(word);
  }
}
