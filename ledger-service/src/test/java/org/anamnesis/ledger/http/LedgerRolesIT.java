package org.anamnesis.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anamnesis.ledger.world.Hospital;
import org.anamnesis.ledger.world.Person;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.RecordId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cell of docs/roles.md, section "Ledger service". */
class LedgerRolesIT {
  private static final String COLUMNS =
      "patient,delegate,author,grantee,clinician,auditor,elsewhereAuditor,registrar,stranger,service,nobody";

  @TempDir static Path directory;
  private static final Hospital HOSPITAL = Hospital.open();
  private static final Person PATIENT = HOSPITAL.enrolled(Role.PATIENT);
  private static final Person DELEGATE = HOSPITAL.enrolled(Role.PATIENT);
  private static final Person AUTHOR = HOSPITAL.enrolled(Role.NURSE);
  private static final Person GRANTEE = HOSPITAL.enrolled(Role.DOCTOR);
  private static final Person CLINICIAN = HOSPITAL.enrolled(Role.DOCTOR);
  private static final Person SUSPENDED = HOSPITAL.enrolled(Role.NURSE);
  private static final Person AUDITOR = HOSPITAL.enrolled(Role.AUDITOR);
  private static final Person ELSEWHERE_AUDITOR = HOSPITAL.enrolledElsewhere(Role.AUDITOR);
  private static final Person STRANGER = Person.any();
  private static RecordId record;
  private static LedgerProcess ledger;

  @BeforeAll
  static void start() {
    HOSPITAL.apply(
        HOSPITAL.consent(PATIENT, null, DELEGATE.id(), Effect.ALLOW, Permission.DELEGATE),
        HOSPITAL.consent(PATIENT, null, AUTHOR.id(), Effect.ALLOW, Permission.CONTRIBUTE),
        HOSPITAL.consent(PATIENT, null, GRANTEE.id(), Effect.ALLOW, Permission.READ));
    record = HOSPITAL.registered(AUTHOR, PATIENT);
    HOSPITAL.apply(
        HOSPITAL.access(GRANTEE, PATIENT, record, Purpose.TREAT),
        HOSPITAL.consent(PATIENT, null, SUSPENDED.id(), Effect.ALLOW, Permission.CONTRIBUTE),
        HOSPITAL.status(SUSPENDED, ParticipantStatus.SUSPENDED));
    ledger = new LedgerProcess(HOSPITAL, directory);
    assertThat(ledger.internal("/internal/records/" + record).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    ledger.close();
    HOSPITAL.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/records/{record}/head",
        "/v1/patients/{patient}/consents",
        "/v1/patients/{patient}/recipients",
        "/v1/audit?actor={grantee}",
        "/v1/audit"
      })
  void whoIsSuspendedIsToldSo(String path) {
    LedgerProcess.Answer answer = ledger.get(ledger.tokenOf(SUSPENDED, Role.NURSE), path(path));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("participant-not-active");
  }

  @Test
  void whoIsSuspendedStillReadsTheDirectory() {
    assertThat(
            ledger
                .get(ledger.tokenOf(SUSPENDED, Role.NURSE), path("/v1/participants/{patient}"))
                .status())
        .isEqualTo(200);
  }

  private static List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    Map<Person, Role> people =
        Map.of(
            AUDITOR,
            Role.AUDITOR,
            ELSEWHERE_AUDITOR,
            Role.AUDITOR,
            HOSPITAL.registrar,
            Role.REGISTRAR);
    for (Person person :
        List.of(
            PATIENT,
            DELEGATE,
            AUTHOR,
            GRANTEE,
            CLINICIAN,
            AUDITOR,
            ELSEWHERE_AUDITOR,
            HOSPITAL.registrar,
            STRANGER)) {
      tokens.add(ledger.tokenOf(person, people.getOrDefault(person, Role.DOCTOR)));
    }
    tokens.add(ledger.internalToken());
    return tokens;
  }

  private static String path(String template) {
    return template
        .replace("{patient}", PATIENT.id().hex())
        .replace("{grantee}", GRANTEE.id().hex())
        .replace("{record}", record.hex())
        .replace("{store}", HOSPITAL.store.hex());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/participants/{patient}                 | 200 200 200 200 200 200 200 200 200 403 401",
        "/v1/records/{record}/head                  | 200 200 200 200 404 200 404 404 404 403 401",
        "/v1/patients/{patient}/consents            | 200 200 403 403 403 403 403 403 403 403 401",
        "/v1/patients/{patient}/recipients          | 200 200 200 403 403 403 403 403 403 403 401",
        "/v1/audit?patient={patient}                | 200 200 403 403 403 200 200 403 403 403 401",
        "/v1/audit?record={record}                  | 200 200 403 403 403 200 200 403 403 403 401",
        "/v1/audit?actor={grantee}                  | 403 403 403 200 403 200 200 403 403 403 401",
        "/v1/audit                                  | 403 403 403 403 403 200 200 403 403 403 401",
        "/internal/participants/{patient}           | 403 403 403 403 403 403 403 403 403 200 401",
        "/internal/permission?patient={patient}&actor={grantee}&record={record}&permission=1&purpose=1&time=1 | 403 403 403 403 403 403 403 403 403 200 401",
        "/internal/records/{record}                 | 403 403 403 403 403 403 403 403 403 200 401",
        "/internal/consents?patient={patient}&grantee={grantee} | 403 403 403 403 403 403 403 403 403 200 401",
        "/internal/stores/{store}                   | 403 403 403 403 403 403 403 403 403 200 401",
        "/internal/index                            | 403 403 403 403 403 403 403 403 403 200 401"
      })
  void answersWhoMayAsk(String template, String statuses) {
    List<String> tokens = tokens();
    StringBuilder found = new StringBuilder();
    for (String token : tokens) {
      found.append(ledger.get(token, path(template)).status()).append(' ');
    }
    found.append(ledger.get(null, path(template)).status());
    assertThat(found.toString()).as(COLUMNS).isEqualTo(statuses);
  }

  @Test
  void anAuditorSeesNothingOfOtherOrganisationsStores() {
    String path = path("/v1/audit?patient={patient}");
    assertThat(ledger.get(ledger.tokenOf(ELSEWHERE_AUDITOR, Role.AUDITOR), path).items()).isEmpty();
    assertThat(ledger.get(ledger.tokenOf(AUDITOR, Role.AUDITOR), path).items())
        .extracting(entry -> entry.get("kind").asInt())
        .containsExactly(6, 4);
  }

  @Test
  void whatOneMayNotSeeLooksLikeWhatDoesNotExist() {
    String token = ledger.tokenOf(CLINICIAN, Role.DOCTOR);
    String nowhere = Hospital.random().hex();
    for (String template :
        List.of(
            "/v1/records/%s/head",
            "/v1/audit?record=%s",
            "/v1/audit?patient=%s",
            "/v1/patients/%s/consents",
            "/v1/patients/%s/recipients")) {
      String there =
          template.contains("record") && !template.contains("patient")
              ? record.hex()
              : PATIENT.id().hex();
      LedgerProcess.Answer hidden = ledger.get(token, template.formatted(there));
      LedgerProcess.Answer absent = ledger.get(token, template.formatted(nowhere));
      assertThat(hidden.status()).isEqualTo(absent.status());
      assertThat(hidden.problem()).isEqualTo(absent.problem());
      assertThat(hidden.body().get("detail")).isEqualTo(absent.body().get("detail"));
    }
  }

  @Test
  void theRoleInATokenCountsForNothing() {
    String pretender = ledger.tokenOf(CLINICIAN, Role.AUDITOR);
    assertThat(ledger.get(pretender, "/v1/audit").problem()).isEqualTo("forbidden");
  }
}
