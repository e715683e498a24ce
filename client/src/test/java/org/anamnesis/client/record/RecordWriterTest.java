package org.anamnesis.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.StandIn;
import org.anamnesis.client.Visit;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.protocol.code.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RecordWriterTest {
  @TempDir Path directory;
  private final StandIn gateway = new StandIn();
  private Anamnesis nurse;
  private NewRecord document;

  @BeforeEach
  void oneDocument() throws IOException {
    nurse = gateway.person(Role.NURSE, directory.resolve("state"));
    Anamnesis patient = gateway.person(Role.PATIENT, directory);
    document = Visit.of(patient.keys().participant(), directory, "visit.json");
    patient.close();
  }

  @AfterEach
  void close() {
    nurse.close();
    gateway.close();
  }

  @Test
  void forgetsAnUploadThatTheStoreHasAccepted() throws IOException {
    RecordWriter.Put put = put();

    assertThat(gateway.registered()).containsExactly(put.record());
    assertThat(kept()).isEmpty();
  }

  @Test
  void leavesAnUploadADay() {
    long start = nurse.operations().now();

    RecordWriter.Put put = put();

    assertThat(gateway.registration(put.record()).validUntil())
        .isGreaterThanOrEqualTo(start + Duration.ofDays(1).toSeconds());
  }

  @Test
  void keepsAnUploadWhoseAcceptanceIsForged() throws IOException {
    keepsUntilAccepted(status -> status.withObject("acceptance").put("anchoredBy", 9));
  }

  @Test
  void keepsAnUploadThatIsAnsweredWithAnothersAcceptance() throws IOException {
    keepsUntilAccepted(status -> status.put("operation", "77".repeat(32)));
  }

  private void keepsUntilAccepted(Consumer<ObjectNode> lie) throws IOException {
    gateway.lie("PUT /v1/uploads/{id}", lie);
    assertThatThrownBy(this::put).isInstanceOf(ChainMismatchException.class);
    assertThat(kept()).hasSize(2);

    gateway.repent();
    RecordWriter.Put put = put();
    assertThat(gateway.registered()).containsExactly(put.record());
    assertThat(kept()).isEmpty();
  }

  private RecordWriter.Put put() {
    return nurse.records().writer().put(document, RecordWriter.Progress.NONE);
  }

  private List<Path> kept() throws IOException {
    try (var files = Files.list(directory.resolve("state/uploads"))) {
      return files.toList();
    }
  }
}
