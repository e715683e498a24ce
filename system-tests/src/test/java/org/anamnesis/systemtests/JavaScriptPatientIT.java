package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.EnrolmentRequest;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.demo.StoredObject;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.network.NetworkFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the portal's JavaScript does for a patient, among people who speak Java. */
@Tag(Town.PROCESSES)
@ExtendWith(InTown.class)
class JavaScriptPatientIT {
  private final Town town;
  private final JavaScriptPatient patient = new JavaScriptPatient();

  JavaScriptPatientIT(Town town) {
    this.town = town;
  }

  @AfterEach
  void leave() {
    patient.close();
  }

  @Test
  void aPatientEnrolsReadsGrantsAndWithdraws() throws IOException {
    Anamnesis nurse = town.people.professional(Role.NURSE, "Nina Nurse");
    Anamnesis doctor = town.people.professional(Role.DOCTOR, "Dirk Doctor");
    town.people.awaitEnrolled();
    ParticipantId id = enrol();
    grant(nurse, "CONTRIBUTE");

    Path small = town.observation(61);
    RecordWriter.Put put = put(nurse, id, small);
    Path large = town.document(3_000_000, 61);
    RecordWriter.Put second = put(nurse, id, large);

    JsonNode opened = patient.ask("open", Map.of("record", put.record().hex()));
    assertThat(opened.get("title").asString()).isEqualTo("Ein Befund – 所見");
    assertThat(opened.get("sha256").asString()).isEqualTo(sha256(small));
    anchored(opened.get("access"));
    assertThat(patient.ask("list", Map.of()).size()).isEqualTo(2);
    assertThat(
            patient.ask("open", Map.of("record", second.record().hex())).get("sha256").asString())
        .isEqualTo(sha256(large));

    assertThat(Town.problem(() -> Town.read(doctor, put.record()))).isEqualTo("unknown-record");
    grant(doctor, "READ");
    assertThat(Town.read(doctor, put.record())).isEqualTo(Files.readAllBytes(small));
    assertThat(Town.read(doctor, second.record())).isEqualTo(Files.readAllBytes(large));
    assertThat(patient.ask("consents", Map.of()).size()).isEqualTo(2);

    JsonNode withdrawn =
        patient.ask("withdraw", Map.of("grantee", doctor.keys().participant().hex()));
    anchored(withdrawn.get("operation"));
    assertThat(Town.problem(() -> Town.read(doctor, put.record()))).isEqualTo("unknown-record");
  }

  @Test
  void aPatientNoticesOneFlippedOctetAndIsToldOfRefusalsByType() throws IOException {
    Anamnesis nurse = town.people.professional(Role.NURSE, "Nele Nurse");
    town.people.awaitEnrolled();
    ParticipantId id = enrol();
    grant(nurse, "CONTRIBUTE");
    RecordWriter.Put put = put(nurse, id, town.document(200_000, 62));
    StoredObject object =
        StoredObject.of(town.network().objectStore().bucket("records"), put.record());

    object.flipOctet();
    JsonNode changed = patient.tell("open", Map.of("record", put.record().hex()));
    object.flipOctet();

    assertThat(changed.get("refused").asString()).isEqualTo("ContentRefused");
    assertThat(patient.ask("open", Map.of("record", put.record().hex())).has("sha256")).isTrue();
    JsonNode unknown = patient.tell("open", Map.of("record", "ab".repeat(32)));
    assertThat(unknown.get("type").asString()).isEqualTo("urn:anamnesis:problem:unknown-record");
    patient.ask("leave", Map.of());
  }

  private ParticipantId enrol() {
    NetworkFile network = town.file();
    NetworkFile.Registrar registrar = network.registrars().getFirst();
    JsonNode made =
        patient.ask(
            "new",
            Map.of(
                "network", town.network().folder().networkFile().toAbsolutePath().toString(),
                "gateway", network.gateways().getFirst().toString(),
                "registrar", registrar.participant().hex(),
                "organisation", registrar.organisation().hex()));
    JsonNode request = made.get("request");
    Anamnesis clerk = town.people.registrar();
    OperationId enrolment =
        Enrolments.countersign(
                new EnrolmentRequest(
                    Octets.parse(request.get("message").asString()),
                    Signature.of(Octets.parse(request.get("signature").asString()).bytes()),
                    Octets.parse(request.get("certificate").asString())),
                clerk.keys(),
                network.operationsFor(),
                clerk.operations())
            .operation();
    clerk.operations().awaitAnchored(enrolment, Town.PATIENCE);
    return ParticipantId.parse(made.get("participant").asString());
  }

  private RecordWriter.Put put(Anamnesis nurse, ParticipantId patientId, Path file) {
    NewRecord document =
        new NewRecord(
            file,
            patientId,
            Category.LABORATORY,
            "Ein Befund – 所見",
            "Observation",
            List.of(),
            MediaTypes.FHIR_JSON,
            nurse.operations().now());
    RecordWriter.Put put = nurse.records().writer().put(document, RecordWriter.Progress.NONE);
    nurse.operations().awaitAnchored(put.operation().operation(), Town.PATIENCE);
    return put;
  }

  private void grant(Anamnesis grantee, String permission) {
    JsonNode granted =
        patient.ask(
            "grant",
            Map.of("grantee", grantee.keys().participant().hex(), "permission", permission));
    anchored(granted.get("operation"));
  }

  private void anchored(JsonNode operation) {
    await()
        .atMost(Town.PATIENCE)
        .until(() ->
            patient
                .ask("status", Map.of("operation", operation.asString()))
                .get("state")
                .asString()
                .equals("ANCHORED"));
  }

  private static String sha256(Path file) throws IOException {
    return Hash.sha256(Files.readAllBytes(file)).hex();
  }
}
