package org.anamnesis.client.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;

/**
 * A participant's keys as a PKCS#12 file (RFC 7292, PBES2 with AES-256 as the platform writes it),
 * entries {@code signing} and {@code encryption}, readable by its owner only.
 */
public final class KeyFile {
  private static final String SIGNING = "signing";
  private static final String ENCRYPTION = "encryption";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /**
   * Writes a new file; one that is there is never overwritten.
   *
   * @throws KeyFileException if it cannot be written, or the passphrase is too short
   */
  public static void write(Path file, ParticipantKeys keys, Passphrase passphrase) {
    if (!passphrase.isLongEnough()) {
      throw new KeyFileException(
          "A passphrase has at least %d characters.".formatted(Passphrase.SHORTEST));
    }
    try (OutputStream out = Files.newOutputStream(create(file), StandardOpenOption.WRITE)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      passphrase.use(characters -> {
        fill(store, keys, characters);
        save(store, out, characters);
        return store;
      });
    } catch (FileAlreadyExistsException e) {
      throw new KeyFileException(file + " exists already; keys are never overwritten.", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyFileException("The keys cannot be written to " + file + ".", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws KeyFileException if it is not there, others may read it, the passphrase is wrong, or it
   *     holds no participant's keys
   */
  public static ParticipantKeys read(Path file, Passphrase passphrase) {
    try (InputStream in = Files.newInputStream(file)) {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new KeyFileException(
            "%s can be read by others; make it yours alone (chmod 600).".formatted(file));
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      return passphrase.use(characters -> open(store, in, characters, file));
    } catch (NoSuchFileException e) {
      throw new KeyFileException("There is no key file " + file + "; make one with `keys new`.", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyFileException(file + " cannot be read.", e);
    }
  }

  static Path create(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  private static void fill(KeyStore store, ParticipantKeys keys, char[] passphrase) {
    try {
      store.setKeyEntry(
          SIGNING, keys.signing().toJca(), passphrase, new Certificate[] {keys.certificate()});
      store.setKeyEntry(
          ENCRYPTION,
          keys.decryption().toJca(),
          passphrase,
          new Certificate[] {
            Certificates.ofDecryptionKey(
                keys.signing(), keys.decryption(), keys.certificate().getNotBefore().toInstant())
          });
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("The keys cannot be encrypted.", e);
    }
  }

  private static void save(KeyStore store, OutputStream out, char[] passphrase) {
    try {
      store.store(out, passphrase);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyFileException("The keys cannot be written.", e);
    }
  }

  private static ParticipantKeys open(
      KeyStore store, InputStream in, char[] passphrase, Path file) {
    try {
      store.load(in, passphrase);
      if (!store.isKeyEntry(SIGNING) || !store.isKeyEntry(ENCRYPTION)) {
        throw new KeyFileException(file + " holds no keys of a participant.");
      }
      X509Certificate certificate = (X509Certificate) store.getCertificate(SIGNING);
      return new ParticipantKeys(
          SigningKey.of((PrivateKey) store.getKey(SIGNING, passphrase), point(certificate)),
          DecryptionKey.of(
              (ECPrivateKey) store.getKey(ENCRYPTION, passphrase),
              point((X509Certificate) store.getCertificate(ENCRYPTION))),
          certificate);
    } catch (IOException | GeneralSecurityException | ClassCastException e) {
      throw new KeyFileException(
          file + " does not open: the passphrase is wrong, or it is no PKCS#12 file of ours.", e);
    }
  }

  private static PublicPoint point(X509Certificate certificate) {
    return PublicPoint.of((ECPublicKey) certificate.getPublicKey());
  }
}
