package org.anamnesis.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingUploadsTest {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));

  @TempDir Path directory;
  private final SigningKey author = SigningKey.generate();
  private final ParticipantId patient = SigningKey.generate().point().participant();
  private PendingUploads uploads;
  private NewRecord document;

  @BeforeEach
  void oneDocument() throws IOException {
    uploads =
        new PendingUploads(directory.resolve("state"), StrictJson.mapper(() -> REGISTRY, 1 << 20));
    Path file = directory.resolve("visit.json");
    Files.writeString(file, "{}");
    document =
        new NewRecord(
            file,
            patient,
            Category.ENCOUNTER,
            "Visit",
            "Bundle",
            List.of(),
            MediaTypes.FHIR_JSON,
            7);
  }

  @Test
  void findsAnInterruptedUploadOfTheSameFileAgain() throws IOException {
    Registration registration = registration();
    pending().keep(registration);

    assertThat(pending().registration()).contains(registration);

    pending().forget();
    assertThat(pending().registration()).isEmpty();
  }

  @Test
  void takesAChangedFileForAnother() throws IOException {
    pending().keep(registration());
    Files.setLastModifiedTime(document.file(), FileTime.fromMillis(1_000));

    assertThat(pending().registration()).isEmpty();
  }

  @Test
  void saysWhenItsFileWasDamaged() throws IOException {
    pending().keep(registration());
    Path kept;
    try (var files = Files.list(directory.resolve("state"))) {
      kept = files.findFirst().orElseThrow();
    }
    Files.writeString(kept, "{");

    assertThatThrownBy(() -> pending().registration())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  private PendingUploads.Pending pending() throws IOException {
    return uploads.of(author.point().participant(), document);
  }

  private Registration registration() {
    Hash salt = Hash.parse("11".repeat(32));
    ParticipantId me = author.point().participant();
    Operation register =
        new Operation.Register(
            me,
            Operation.Register.recordId(me, salt),
            salt,
            1,
            patient,
            StoreId.parse("22".repeat(32)),
            1,
            Hash.parse("33".repeat(32)),
            100,
            Hash.ZERO,
            Hash.parse("44".repeat(32)),
            Hash.parse("55".repeat(32)),
            2_000_000_000L);
    return new Registration(
        SignedOperation.sign(register, REGISTRY, author),
        List.of(),
        Octets.of(new byte[] {1, 2, 3}),
        Category.ENCOUNTER,
        7);
  }
}
