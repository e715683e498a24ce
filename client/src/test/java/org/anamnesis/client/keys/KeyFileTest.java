package org.anamnesis.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final Passphrase PASSPHRASE = new Passphrase("correct horse".toCharArray());

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path directory;
  private Path file;
  private final ParticipantKeys keys =
      ParticipantKeys.generate(
          new Subject.Professional("Ada Example", "nurse", "Example Hospital"), CLOCK);

  @BeforeEach
  void inAFreshDirectory() {
    file = directory.resolve("nurse.p12");
  }

  @Test
  void givesBackWhatWasWritten() {
    KeyFile.write(file, keys, PASSPHRASE);

    ParticipantKeys read = KeyFile.read(file, PASSPHRASE);

    assertThat(read.participant()).isEqualTo(keys.participant());
    assertThat(read.certificate()).isEqualTo(keys.certificate());
    byte[] message = {1, 2, 3};
    assertThat(keys.signing().point().verifies(message, read.signing().sign(message))).isTrue();
    assertThat(read.decryption().toJca().getS()).isEqualTo(keys.decryption().toJca().getS());
  }

  @Test
  void isItsOwnersAlone() throws Exception {
    KeyFile.write(file, keys, PASSPHRASE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> KeyFile.read(file, PASSPHRASE)).hasMessageContaining("chmod 600");
  }

  @Test
  void isNeverOverwritten() {
    KeyFile.write(file, keys, PASSPHRASE);

    assertThatThrownBy(() -> KeyFile.write(file, keys, PASSPHRASE))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void refusesAWrongPassphraseAShortOneAndAMissingFile() {
    KeyFile.write(file, keys, PASSPHRASE);

    assertThatThrownBy(() -> KeyFile.read(file, new Passphrase("wrong horse".toCharArray())))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("passphrase is wrong");
    assertThatThrownBy(() ->
            KeyFile.write(file.resolveSibling("x"), keys, new Passphrase("short".toCharArray())))
        .hasMessageContaining("at least 8");
    assertThatThrownBy(() -> KeyFile.read(file.resolveSibling("none"), PASSPHRASE))
        .hasMessageContaining("There is no key file");
  }

  @Test
  void namesAPatientByTheirIdOnly() {
    ParticipantKeys patient = ParticipantKeys.generate(new Subject.Patient(), CLOCK);

    assertThat(patient.certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=" + patient.participant().hex());
  }
}
