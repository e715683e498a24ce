package org.anamnesis.client.keys;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemGenerationException;

/**
 * The same keys as the portal takes them: PEM with two encrypted PKCS#8 keys (RFC 5958, PBES2 with
 * PBKDF2-HMAC-SHA256, 600,000 rounds, and AES-256-CBC), signing before encryption, and the
 * certificate; see key-files.js.
 */
public final class PemKeyFile {
  private static final int ROUNDS = 600_000;
  private static final AlgorithmIdentifier HMAC_SHA256 =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private PemKeyFile() {}

  /**
   * Writes a new file, readable by its owner only; one that is there is never overwritten.
   *
   * @throws KeyFileException if it cannot be written, or the passphrase is too short
   */
  public static void write(Path file, ParticipantKeys keys, Passphrase passphrase) {
    if (!passphrase.isLongEnough()) {
      throw new KeyFileException(
          "A passphrase has at least %d characters.".formatted(Passphrase.SHORTEST));
    }
    try (Writer out = Files.newBufferedWriter(KeyFile.create(file), StandardOpenOption.WRITE);
        JcaPEMWriter pem = new JcaPEMWriter(out)) {
      pem.writeObject(encrypted(keys.signing().toJca(), passphrase));
      pem.writeObject(encrypted(keys.decryption().toJca(), passphrase));
      pem.writeObject(keys.certificate());
    } catch (FileAlreadyExistsException e) {
      throw new KeyFileException(file + " exists already; keys are never overwritten.", e);
    } catch (IOException e) {
      throw new KeyFileException("The keys cannot be written to " + file + ".", e);
    }
  }

  private static JcaPKCS8Generator encrypted(PrivateKey key, Passphrase passphrase) {
    return passphrase.use(characters -> {
      try {
        return new JcaPKCS8Generator(
            key,
            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(HMAC_SHA256)
                .setIterationCount(ROUNDS)
                .setPassword(characters)
                .build());
      } catch (OperatorCreationException | PemGenerationException e) {
        throw new KeyFileException("The keys cannot be encrypted.", e);
      }
    });
  }
}
