package org.anamnesis.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemKeyFileTest {
  private static final char[] SECRET = "correct horse".toCharArray();

  @TempDir Path folder;
  private final ParticipantKeys keys =
      ParticipantKeys.generate(new Subject.Patient(), Clock.systemUTC());

  @Test
  void holdsBothKeysEncryptedAndTheCertificate() throws Exception {
    Path file = folder.resolve("keys.pem");

    PemKeyFile.write(file, keys, new Passphrase(SECRET));

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Reader in = Files.newBufferedReader(file);
        PEMParser pem = new PEMParser(in)) {
      assertThat(decrypted(pem)).isEqualTo(keys.signing().toJca());
      assertThat(decrypted(pem)).isEqualTo(keys.decryption().toJca());
      assertThat(((X509CertificateHolder) pem.readObject()).getEncoded())
          .isEqualTo(keys.certificate().getEncoded());
      assertThat(pem.readObject()).isNull();
    }
  }

  @Test
  void overwritesNothingAndTakesNoShortPassphrase() {
    Path file = folder.resolve("keys.pem");
    PemKeyFile.write(file, keys, new Passphrase(SECRET));

    assertThatThrownBy(() -> PemKeyFile.write(file, keys, new Passphrase(SECRET)))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("never overwritten");
    assertThatThrownBy(() ->
            PemKeyFile.write(
                folder.resolve("other.pem"), keys, new Passphrase("short".toCharArray())))
        .isInstanceOf(KeyFileException.class);
    assertThat(folder.resolve("other.pem")).doesNotExist();
  }

  private static Object decrypted(PEMParser pem) throws Exception {
    PrivateKeyInfo opened =
        ((PKCS8EncryptedPrivateKeyInfo) pem.readObject())
            .decryptPrivateKeyInfo(
                new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(SECRET));
    return new JcaPEMKeyConverter().getPrivateKey(opened);
  }
}
