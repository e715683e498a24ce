package org.anamnesis.serviceweb.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir Path folder;

  @Test
  void readsAKeyAndComputesItsPublicHalf() throws IOException {
    SigningKey key = SigningKey.generate();

    SigningKey read = KeyFiles.read(file("rw-------", key.toJca().getEncoded()));

    assertThat(read.point()).isEqualTo(key.point());
    byte[] message = "something".getBytes(StandardCharsets.UTF_8);
    assertThat(key.point().verifies(message, read.sign(message))).isTrue();
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws IOException {
    Path file = file("rw-r-----", SigningKey.generate().toJca().getEncoded());

    assertThatIllegalStateException()
        .isThrownBy(() -> KeyFiles.read(file))
        .withMessageContaining("may be read by others");
  }

  @Test
  void refusesAMissingFileAnotherKindOfKeyAndNoKey() throws IOException, NoSuchAlgorithmException {
    Path rsa =
        file(
            "rw-------",
            KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded());
    Path nothing = file("rw-------", new byte[5]);

    assertThatIllegalStateException()
        .isThrownBy(() -> KeyFiles.read(folder.resolve("absent")))
        .withMessageContaining("missing");
    assertThatIllegalStateException()
        .isThrownBy(() -> KeyFiles.read(rsa))
        .withMessageContaining("P-256");
    assertThatIllegalStateException()
        .isThrownBy(() -> KeyFiles.read(nothing))
        .withMessageContaining("P-256");
  }

  private Path file(String permissions, byte[] key) throws IOException {
    Path file = Files.createTempFile(folder, "key", ".pem");
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
