package org.anamnesis.serviceweb.token;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Private keys of services: PKCS#8 in PEM (RFC 7468), P-256, readable by their owner alone. */
public final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private KeyFiles() {}

  /**
   * Reads a private key and computes its public half. A file that is missing, that others may read,
   * or that holds no P-256 key is an {@link IllegalStateException} of one sentence.
   */
  public static SigningKey read(Path file) {
    String text = ownText(file);
    try {
      ECPrivateKey key =
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(new PKCS8EncodedKeySpec(der(text, "PRIVATE KEY")));
      if (key.getParams().getCurve().getField().getFieldSize() != 256) {
        throw new IllegalArgumentException("another curve");
      }
      return SigningKey.of(key, point(key.getS()));
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException misshapen) {
      throw new IllegalStateException(
          "The key file " + file + " is not an unencrypted PKCS#8 PEM private key of P-256.",
          misshapen);
    }
  }

  static ECPublicKey publicKey(String pem) {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
    } catch (GeneralSecurityException misshapen) {
      throw new IllegalArgumentException("not a P-256 public key", misshapen);
    }
  }

  private static String ownText(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "The key file "
                + file
                + " may be read by others; make it readable by its owner alone"
                + " (chmod 600).");
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "The key file " + file + " is missing or not readable.", unreadable);
    }
  }

  private static byte[] der(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }

  private static PublicPoint point(BigInteger secret) {
    var curve = CustomNamedCurves.getByName("P-256");
    return PublicPoint.parse(
        new FixedPointCombMultiplier().multiply(curve.getG(), secret).getEncoded(false));
  }
}
