package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.protocol.key.SigningKey;

/**
 * The keys that a local network makes for itself, in files that only their owner may read. PEM is
 * RFC 7468 over PKCS#8 and SubjectPublicKeyInfo.
 */
final class NetworkKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_OCTETS = 24;

  private final NetworkFolder folder;

  NetworkKeys(NetworkFolder folder) {
    this.folder = folder;
  }

  /** The Ethereum account of this name as 64 hexadecimal digits; made if it is missing. */
  AccountKey account(String name) {
    Path file = folder.keys().resolve(name + ".hex");
    if (!Files.exists(file)) {
      folder.write(file, AccountKey.generate(RANDOM).secretHex() + "\n");
    }
    return AccountKey.parse(folder.read(file));
  }

  Path accountFile(String name) {
    return folder.keys().resolve(name + ".hex");
  }

  /** A fresh P-256 key of a service, in the place of one that is there. */
  SigningKey freshServiceKey(String name) {
    SigningKey key = SigningKey.generate();
    folder.write(publicFile(name), pem("PUBLIC KEY", key.point().toJca()));
    folder.write(privateFile(name), pem("PRIVATE KEY", key.toJca()));
    return key;
  }

  Path privateFile(String name) {
    return folder.keys().resolve(name + ".pem");
  }

  Path publicFile(String name) {
    return folder.keys().resolve(name + ".pub.pem");
  }

  /** Fresh keys of the organisation's registrar, in the client's form. */
  ParticipantKeys freshRegistrar(Subject subject, Passphrase passphrase) {
    Path file = folder.keys().resolve("registrar.p12");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be replaced.", e);
    }
    ParticipantKeys keys = ParticipantKeys.generate(subject, Clock.systemUTC());
    KeyFile.write(file, keys, passphrase);
    return keys;
  }

  /** A fresh passphrase of the registrar's key file, which is kept beside it. */
  Passphrase freshPassphrase() {
    String passphrase = randomHex();
    folder.write(folder.keys().resolve("registrar.passphrase"), passphrase + "\n");
    return new Passphrase(passphrase.toCharArray());
  }

  /** A password that stays the same; made if it is missing. */
  String password(String name) {
    Path file = folder.keys().resolve(name + ".password");
    if (!Files.exists(file)) {
      folder.write(file, randomHex() + "\n");
    }
    return folder.read(file);
  }

  private static String randomHex() {
    byte[] octets = new byte[PASSWORD_OCTETS];
    RANDOM.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  private static String pem(String label, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }
}
