package org.anamnesis.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.client.StandIn;
import org.anamnesis.client.Visit;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.RecordId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person and a program are told of records that nobody vouches for. */
class RefusedRecordsTest {
  private static final int DONE = 0;
  private static final int NOT_VOUCHED_FOR = 5;

  @TempDir Path directory;
  private final StandIn gateway = new StandIn();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String doctor;
  private RecordId first;
  private RecordId second;

  @BeforeEach
  void twoRecords() throws IOException {
    ParticipantKeys keys = ParticipantKeys.generate(new Subject.Patient(), Clock.systemUTC());
    gateway.enrol(keys, Role.PATIENT);
    KeyFile.write(
        directory.resolve("patient.p12"), keys, new Passphrase("correct horse".toCharArray()));
    Files.writeString(directory.resolve("passphrase"), "correct horse\n");
    Files.write(directory.resolve("network.json"), gateway.networkFile());
    try (var patient = gateway.client(keys, directory);
        var other = gateway.person(Role.DOCTOR, directory)) {
      doctor = other.keys().participant().hex();
      first = put(patient.records().writer(), keys, "First");
      second = put(patient.records().writer(), keys, "Second");
    }
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void listsWhatIsVouchedForWithItsTitle() {
    assertThat(run("record", "list")).isEqualTo(DONE);

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(first.hex()).endsWith("First"),
            line -> assertThat(line).startsWith(second.hex()).endsWith("Second"));
  }

  @Test
  void listsWhatIsRefusedAsRefused() {
    gateway.lieInListing(first, item -> item.put("time", 8));
    String reason = "The record's metadata is not what its author registered.";

    assertThat(run("record", "list")).isEqualTo(NOT_VOUCHED_FOR);
    assertThat(out.toString().lines()).first().isEqualTo(first.hex() + "  REFUSED  " + reason);
    assertThat(out.toString()).contains("Second").doesNotContain("First");

    out.getBuffer().setLength(0);
    assertThat(run("record", "list", "--json")).isEqualTo(NOT_VOUCHED_FOR);
    assertThat(out.toString().lines())
        .first()
        .isEqualTo(
            "{\"record\":\"%s\",\"state\":\"REFUSED\",\"reason\":\"%s\"}"
                .formatted(first.hex(), reason));
  }

  @Test
  void saysNothingMoreWhenAllKeysAreHandedOver() {
    assertThat(run("consent", "grant", "--to", doctor)).isEqualTo(DONE);

    assertThat(out.toString()).contains("ANCHORED").doesNotContain("refused");
    assertThat(err.toString()).isEmpty();
    assertThat(gateway.handedOver()).hasSize(2);
  }

  @Test
  void namesTheRecordsWhoseKeysAreNotHandedOver() {
    gateway.lieAboutHead(first, head -> head.put("sealedLength", 7));

    assertThat(run("consent", "grant", "--to", doctor)).isEqualTo(NOT_VOUCHED_FOR);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains(first.hex(), "not handed over");
    assertThat(out.toString()).contains("ANCHORED");
    assertThat(gateway.handedOver()).hasSize(1);
  }

  @Test
  void tellsAProgramTheSame() {
    gateway.lieAboutHead(first, head -> head.put("sealedLength", 7));

    assertThat(run("consent", "grant", "--to", doctor, "--json")).isEqualTo(NOT_VOUCHED_FOR);
    assertThat(err.toString()).startsWith("{\"warning\":\"");
    assertThat(out.toString()).contains("\"refused\":[\"" + first.hex() + "\"]");
  }

  private RecordId put(RecordWriter writer, ParticipantKeys keys, String title) throws IOException {
    NewRecord document = Visit.of(keys.participant(), directory, title);
    return writer.put(document, RecordWriter.Progress.NONE).record();
  }

  private int run(String... words) {
    CommandLine commands = CommandLineMain.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--key", directory.resolve("patient.p12").toString()));
    all.addAll(List.of("--passphrase-file", directory.resolve("passphrase").toString()));
    all.addAll(List.of("--network", directory.resolve("network.json").toString()));
    return commands.execute(all.toArray(String[]::new));
  }
}
