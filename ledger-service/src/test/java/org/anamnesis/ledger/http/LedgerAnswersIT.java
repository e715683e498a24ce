package org.anamnesis.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.anamnesis.ledger.world.Hospital;
import org.anamnesis.ledger.world.Person;
import org.anamnesis.ledger.world.Servers;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.page.Cursor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LedgerAnswersIT {
  @TempDir static Path directory;
  private static final Hospital HOSPITAL = Hospital.open();
  private static final Servers.Database DATABASE = Servers.database();
  private static LedgerProcess ledger;

  private final Person patient = HOSPITAL.enrolled(Role.PATIENT);
  private final Person doctor = HOSPITAL.enrolled(Role.DOCTOR);

  @BeforeAll
  static void start() {
    ledger = new LedgerProcess(HOSPITAL, directory, DATABASE, Map.of());
  }

  @AfterAll
  static void stop() {
    ledger.close();
    HOSPITAL.close();
  }

  private String permission(RecordId record, Permission permission, Purpose purpose) {
    return "/internal/permission?patient=%s&actor=%s&record=%s&permission=%d&purpose=%d&time=%d"
        .formatted(
            patient.id(),
            doctor.id(),
            record,
            permission.number(),
            purpose.number(),
            HOSPITAL.now());
  }

  @Test
  void aGrantPermitsAndARevocationRefuses() {
    RecordId record = HOSPITAL.registered(patient, patient);
    String path = permission(record, Permission.READ, Purpose.TREAT);
    assertThat(ledger.internal(path).body().get("permitted").asBoolean()).isFalse();
    HOSPITAL.apply(HOSPITAL.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ));
    JsonNode granted = ledger.internal(path).body();
    assertThat(granted.get("permitted").asBoolean()).isTrue();
    assertThat(granted.get("basis").asInt()).isEqualTo(3);
    assertThat(granted.get("block").asLong()).isEqualTo(HOSPITAL.node.head().number());
    assertThat(granted.get("blockTime").asLong()).isEqualTo(HOSPITAL.now());
    HOSPITAL.apply(HOSPITAL.consent(patient, null, doctor.id(), Effect.NONE, Permission.READ));
    assertThat(ledger.internal(path).body().get("permitted").asBoolean()).isFalse();
  }

  @Test
  void aWrongPatientIsRefused() {
    RecordId others = HOSPITAL.registered(doctor, HOSPITAL.enrolled(Role.PATIENT));
    RecordId record = HOSPITAL.registered(patient, patient);
    String own =
        "/internal/permission?patient=%s&actor=%s&record=%s&permission=1&purpose=1&time=1"
            .formatted(doctor.id(), doctor.id(), record);
    assertThat(ledger.internal(own).body().get("permitted").asBoolean()).isFalse();
    assertThat(ledger.internal("/internal/records/" + others).status()).isEqualTo(404);
  }

  @Test
  void aBlockThatIsNotIndexedIsIndexBehind() {
    LedgerProcess.Answer answer =
        ledger.get(
            ledger.internalToken(),
            "/internal/participants/"
                + patient.id()
                + "?minBlock="
                + (HOSPITAL.node.head().number() + 1_000));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("index-behind");
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void whoWaitsForABlockFindsWhatItHolds() {
    HOSPITAL.apply(HOSPITAL.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ));
    long block = HOSPITAL.node.head().number();

    JsonNode index = ledger.internal("/internal/index?minBlock=" + block).body();

    assertThat(index.get("block").asLong()).isGreaterThanOrEqualTo(block);
    assertThat(index.get("time").asLong()).isPositive();
  }

  @Test
  void theDirectoryAnswersWithTheSignedHistory() {
    Person nurse = Person.any();
    SignedOperation enrol =
        HOSPITAL.enrol(nurse, Role.NURSE, HOSPITAL.registrar, HOSPITAL.organisation);
    SignedOperation status = HOSPITAL.status(nurse, ParticipantStatus.SUSPENDED);
    HOSPITAL.apply(enrol, status);
    JsonNode inside = ledger.internal("/internal/participants/" + nurse.id()).body();
    assertThat(inside.get("status").asInt()).isEqualTo(2);
    assertThat(inside.has("history")).isFalse();
    JsonNode answer =
        ledger.get(ledger.tokenOf(patient, Role.PATIENT), "/v1/participants/" + nurse.id()).body();
    assertThat(answer.get("signingKey").get("x").asString())
        .isEqualTo(nurse.signing().point().x().hex());
    assertThat(answer.get("role").asInt()).isEqualTo(3);
    assertThat(answer.get("history").valueStream().map(o -> o.get("message").asString()))
        .containsExactly(octets(enrol), octets(status));
    assertThat(answer.get("history").get(0).get("signatures")).hasSize(2);
  }

  private static String octets(SignedOperation operation) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(operation.message().octets());
  }

  @Test
  void theTrailGoesPageByPageNewestFirst() {
    HOSPITAL.apply(HOSPITAL.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ));
    RecordId record = HOSPITAL.registered(patient, patient);
    SignedOperation first = HOSPITAL.access(doctor, patient, record, Purpose.TREAT);
    SignedOperation second = HOSPITAL.access(doctor, patient, record, Purpose.HRESCH);
    HOSPITAL.apply(first, second);
    assertThat(ledger.internal("/internal/records/" + record).status()).isEqualTo(200);
    String token = ledger.tokenOf(patient, Role.PATIENT);
    String query = "/v1/audit?patient=" + patient.id() + "&limit=1";
    List<JsonNode> entries = walked(token, query);
    assertThat(entries).extracting(e -> e.get("kind").asInt()).containsExactly(6, 6, 4, 5);
    assertThat(entries.getFirst().get("operation").asString()).isEqualTo(second.id().hex());
    assertThat(entries.getFirst().get("verdict").get("permitted").asBoolean()).isTrue();
    assertThat(ledger.get(token, query + "&purpose=" + Purpose.HRESCH.number()).items()).hasSize(1);
    assertThat(ledger.get(token, query + "&to=" + entries.getLast().get("time").asLong()).items())
        .isEmpty();
    assertThat(ledger.get(token, query + "&cursor=bm9uc2Vuc2U").problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void consentsAndRecipientsGoPageByPageEachOnce() {
    Person second = HOSPITAL.enrolled(Role.DOCTOR);
    HOSPITAL.apply(
        HOSPITAL.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ),
        HOSPITAL.consent(patient, null, second.id(), Effect.ALLOW, Permission.READ),
        HOSPITAL.consent(patient, null, HOSPITAL.otherOrganisation, Effect.ALLOW, Permission.READ));
    Person member = HOSPITAL.enrolledElsewhere(Role.DOCTOR);
    assertThat(ledger.internal("/internal/participants/" + member.id()).status()).isEqualTo(200);
    String token = ledger.tokenOf(patient, Role.PATIENT);

    for (String list : List.of("consents", "recipients")) {
      String path = "/v1/patients/" + patient.id() + "/" + list;
      List<JsonNode> whole = ledger.get(token, path + "?limit=200").items();

      assertThat(whole).as(list).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
      assertThat(walked(token, path + "?limit=1")).as(list).isEqualTo(whole);
      assertThat(walked(token, path + "?limit=2")).as(list).isEqualTo(whole);
    }
  }

  @Test
  void ofAnOrganisationWhoIsDeniedOrSuspendedIsNoRecipient() {
    Person denied = HOSPITAL.enrolled(Role.DOCTOR);
    Person suspended = HOSPITAL.enrolled(Role.DOCTOR);
    RecordId record = HOSPITAL.registered(patient, patient);
    HOSPITAL.apply(
        HOSPITAL.consent(patient, null, HOSPITAL.organisation, Effect.ALLOW, Permission.READ),
        HOSPITAL.consent(patient, record, doctor.id(), Effect.ALLOW, Permission.READ),
        HOSPITAL.consent(patient, null, denied.id(), Effect.DENY, Permission.READ),
        HOSPITAL.status(suspended, ParticipantStatus.SUSPENDED));
    assertThat(ledger.internal("/internal/records/" + record).status()).isEqualTo(200);
    String path = "/v1/patients/" + patient.id() + "/recipients?limit=1";

    List<JsonNode> recipients = walked(ledger.tokenOf(patient, Role.PATIENT), path);

    assertThat(recipients)
        .extracting(it -> it.get("participant").asString())
        .doesNotContain(denied.id().hex(), suspended.id().hex(), patient.id().hex());
    assertThat(recipients)
        .filteredOn(it -> it.get("participant").asString().equals(doctor.id().hex()))
        .extracting(it -> it.get("record").asString())
        .containsExactly(RecordId.ZERO.hex(), record.hex());
  }

  @Test
  void aCursorThatNoListGaveOutIsRefused() {
    String token = ledger.tokenOf(patient, Role.PATIENT);
    String id = patient.id().hex();
    Map<String, Cursor> madeUp =
        Map.of(
            "/v1/patients/" + id + "/recipients",
            Cursor.after(id, "x"),
            "/v1/patients/" + id + "/consents",
            Cursor.after("1", "x"),
            "/v1/audit",
            Cursor.after("x", "1"));

    madeUp.forEach((path, cursor) -> {
      String text = cursor.text(path.substring(path.lastIndexOf('/') + 1));
      LedgerProcess.Answer answer = ledger.get(token, path + "?cursor=" + text);
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.problem()).as(path).isEqualTo("malformed-request");
    });
  }

  private static List<JsonNode> walked(String token, String query) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      LedgerProcess.Answer page = ledger.get(token, query + cursor);
      items.addAll(page.items());
      cursor = page.body().has("next") ? "&cursor=" + page.body().get("next").asString() : "";
    } while (!cursor.isEmpty());
    return items;
  }

  @Test
  void listsConsentsInForceAndRecipients() {
    HOSPITAL.apply(
        HOSPITAL.consent(patient, null, doctor.id(), Effect.ALLOW, Permission.READ),
        HOSPITAL.consent(patient, null, HOSPITAL.otherOrganisation, Effect.ALLOW, Permission.READ));
    Person member = HOSPITAL.enrolledElsewhere(Role.DOCTOR);
    assertThat(ledger.internal("/internal/participants/" + member.id()).status()).isEqualTo(200);
    String token = ledger.tokenOf(patient, Role.PATIENT);
    List<JsonNode> consents =
        ledger.get(token, "/v1/patients/" + patient.id() + "/consents").items();
    assertThat(consents).hasSize(2);
    assertThat(consents.getFirst().get("notAfter").bigIntegerValue())
        .isEqualTo("18446744073709551615");
    assertThat(ledger.get(token, "/v1/patients/" + patient.id() + "/recipients").items())
        .extracting(r -> r.get("participant").asString())
        .contains(doctor.id().hex(), member.id().hex())
        .doesNotContain(patient.id().hex());
    HOSPITAL.apply(HOSPITAL.consent(patient, null, doctor.id(), Effect.NONE, Permission.READ));
    String last = "/internal/consents?patient=%s&grantee=%s".formatted(patient.id(), doctor.id());
    assertThat(ledger.internal(last).body().get("effect").asInt()).isZero();
    assertThat(ledger.internal(last).body().get("sequence").asInt()).isPositive();
    assertThat(ledger.get(token, "/v1/patients/" + patient.id() + "/consents").items()).hasSize(1);
  }

  @Test
  void isReadyWhileTheHeadIsYoung() {
    HOSPITAL.enrolled(Role.DOCTOR);
    await()
        .untilAsserted(() ->
            assertThat(ledger.get(null, "/actuator/health/readiness").status()).isEqualTo(200));
  }

  @Test
  void refusesBadIds() {
    String token = ledger.tokenOf(patient, Role.PATIENT);
    assertThat(ledger.get(token, "/v1/participants/abc").problem()).isEqualTo("malformed-request");
    assertThat(ledger.get(token, "/v1/audit?purpose=99&patient=" + patient.id()).problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void doesNotStartOnADatabaseOfAnotherRegistry(@TempDir Path other) {
    try (Hospital elsewhere = Hospital.open()) {
      assertThatThrownBy(() -> new LedgerProcess(elsewhere, other, DATABASE, Map.of()))
          .hasStackTraceContaining(
              "This database has followed the registry " + HOSPITAL.registry().address());
    }
  }
}
