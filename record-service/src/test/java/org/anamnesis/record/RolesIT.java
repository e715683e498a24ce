package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Enrolment;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell of docs/roles.md, "Record service". */
class RolesIT {
  private static final List<String> PEOPLE =
      List.of("patient", "delegate", "author", "grantee", "other", "auditor", "registrar");

  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();
  private final Draft draft = ward.anchored(3000);

  @ParameterizedTest
  @CsvSource({
    "operation, 200 404 200 404 404 200 404",
    "upload,    404 404 200 404 404 404 404",
    "put,       404 404 202 404 404 404 404",
    "list,      200 200 200 200 200 200 200",
    "items,     1   1   1   0   0   0   0",
    "metadata,  1   1   0   0   0   0   0",
    "envelope,  1   0   0   0   0   0   0",
    "envelopes, 200 404 404 404 404 404 404",
    "register,  201 403 201 403 403 403 403",
    "consent,   202 202 403 403 403 403 403",
    "add,       204 204 204 404 404 404 404",
    "access,    200 403 200 200 403 403 403",
    "listing,   200 403 403 200 403 403 403",
    "enrol,     403 403 403 403 403 403 202",
    "status,    403 403 403 403 403 403 202",
    "store,     403 403 403 403 403 403 202",
    "names,     200 200 200 200 200 200 200",
  })
  void everyCell(String call, String cells) {
    String[] expected = cells.trim().split(" +", -1);
    Map<String, Integer> found = new LinkedHashMap<>();
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (int i = 0; i < PEOPLE.size(); i++) {
      wanted.put(PEOPLE.get(i), Integer.valueOf(expected[i]));
      found.put(PEOPLE.get(i), ask(call, person(PEOPLE.get(i))));
    }
    assertThat(found).as(call).isEqualTo(wanted);
  }

  @Test
  void anAuditorIsWhoTheChainHasAsOneOfThisOrganisation() {
    Person elsewhere = Person.of(Role.AUDITOR, OrganisationId.parse("0b".repeat(32)));
    Person suspended = Person.of(Role.AUDITOR);
    Person before = Person.of(Role.AUDITOR);
    hospital.ledger().enrol(elsewhere);
    hospital.ledger().status(suspended, ParticipantStatus.SUSPENDED);
    String path = "/v1/operations/" + draft.id().hex();

    for (Person none : List.of(elsewhere, suspended, before)) {
      assertThat(wire.get(none, path).problem()).isEqualTo("unknown-operation");
    }
  }

  @Test
  void aPatientsCertificateIsForThemAndTheirContributors() {
    Person patient = ward.admitted(Role.PATIENT);
    String path = certificate(patient);

    assertThat(wire.get(patient, path).status()).isEqualTo(200);
    assertThat(wire.get(ward.nurse, path).status()).isEqualTo(200);
    for (Person other :
        List.of(ward.delegate, ward.doctor, ward.stranger, ward.auditor, ward.registrar)) {
      assertThat(wire.get(other, path).problem()).as(other.role().name()).isEqualTo("forbidden");
    }
  }

  @Test
  void anybodyElsesCertificateIsForEverybodySignedIn() {
    String path = certificate(ward.admitted(Role.DOCTOR));

    for (String name : PEOPLE) {
      assertThat(wire.get(person(name), path).status()).as(name).isEqualTo(200);
    }
  }

  private static String certificate(Person person) {
    return Enrolment.PATH + "/" + person.id().hex() + "/certificate";
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v1/operations/OPERATION",
    "GET,  /v1/uploads/OPERATION",
    "HEAD, /v1/uploads/OPERATION",
    "PUT,  /v1/uploads/OPERATION",
    "GET,  /v1/records?patient=PATIENT",
    "GET,  /v1/records/RECORD/envelopes",
    "POST, /v1/records",
    "POST, /v1/consents",
    "PUT,  /v1/records/RECORD/versions/1/envelopes",
    "POST, /v1/records/RECORD/access",
    "POST, /v1/patients/PATIENT/listing",
    "GET,  /v1/records/RECORD/versions/1/content",
    "GET,  /v1/records/RECORD/versions/1/presigned-url",
    "POST, /v1/participants",
    "POST, /v1/participants/PATIENT/status",
    "POST, /v1/stores",
    "GET,  /v1/participants/PATIENT/certificate",
  })
  void nobodyAndServicesAreRefused(String method, String template) {
    String path =
        template
            .replace("OPERATION", draft.id().hex())
            .replace("PATIENT", ward.patient.id().hex())
            .replace("RECORD", draft.record().hex());

    assertThat(wire.send(asked(wire.nobody(path), method)).status()).isEqualTo(401);
    assertThat(wire.send(asked(wire.service(path), method)).status()).isEqualTo(403);
  }

  private static HttpRequest.Builder asked(HttpRequest.Builder request, String method) {
    String type = method.equals("PUT") ? "application/octet-stream" : "application/json";
    return request.header("Content-Type", type).method(method, BodyPublishers.noBody());
  }

  private Person person(String name) {
    return switch (name) {
      case "patient" -> ward.patient;
      case "delegate" -> ward.delegate;
      case "author" -> ward.nurse;
      case "grantee" -> ward.doctor;
      case "other" -> ward.stranger;
      case "auditor" -> ward.auditor;
      case "registrar" -> ward.registrar;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private int ask(String call, Person who) {
    String record = "/v1/records/" + draft.record().hex();
    String list = "/v1/records?patient=" + ward.patient.id().hex();
    return switch (call) {
      case "operation" -> wire.get(who, "/v1/operations/" + draft.id().hex()).status();
      case "upload" -> wire.get(who, Ward.upload(draft)).status();
      case "put" -> wire.putOctets(who, Ward.upload(draft), 0, draft.content()).status();
      case "list" -> wire.get(who, list).status();
      case "names" -> wire.get(who, "/v1/participants?name=nobody").status();
      case "items" -> wire.get(who, list).json().get("items").size();
      case "metadata" -> count(who, list, item -> item.get("metadata"));
      case "envelope" -> count(who, list, item -> item.get("envelope"));
      case "envelopes" -> wire.get(who, record + "/envelopes").status();
      case "register" ->
          wire.post(who, "/v1/records", Draft.of(who, ward.patient, 3000).request()).status();
      case "consent" -> ward.decide(who, grantBy(who)).status();
      case "add" ->
          wire.putJson(
                  who,
                  record + "/versions/1/envelopes",
                  Map.of("envelopes", List.of(draft.envelopeFor(someoneNew(), who))))
              .status();
      case "access" -> ward.read(who, draft, ward.access(who, draft.record(), basis(who))).status();
      case "listing" ->
          wire.post(
                  who,
                  "/v1/patients/" + ward.patient.id().hex() + "/listing",
                  Ward.sign(ward.access(who, RecordId.ZERO, basis(who)), who))
              .status();
      case "enrol" ->
          wire.post(who, Enrolment.PATH, Enrolment.of(Person.of(Role.DOCTOR), who).request())
              .status();
      case "status" -> changeStatus(who);
      case "store" -> ward.enterStore(who, Person.HOSPITAL).status();
      default -> throw new IllegalArgumentException(call);
    };
  }

  private int count(
      Person who,
      String list,
      Function<tools.jackson.databind.JsonNode, tools.jackson.databind.JsonNode> part) {
    int there = 0;
    for (var item : wire.get(who, list).json().get("items")) {
      there += part.apply(item).isNull() ? 0 : 1;
    }
    return there;
  }

  private Operation.Consent grantBy(Person who) {
    return ward.consent(who, someoneNew(), Effect.ALLOW, 1);
  }

  private Person someoneNew() {
    Person person = Person.of(Role.DOCTOR);
    hospital.ledger().enrol(person);
    return person;
  }

  private Basis basis(Person who) {
    if (who.equals(ward.patient)) {
      return Basis.OWNER;
    }
    return who.equals(ward.nurse) ? Basis.AUTHOR : Basis.CONSENT;
  }

  private int changeStatus(Person who) {
    Person about = someoneNew();
    Operation.Status status =
        new Operation.Status(
            who.id(),
            about.id(),
            ParticipantStatus.SUSPENDED,
            1,
            Hash.ZERO,
            hospital.clock().now() + 600);
    return wire.post(
            who,
            "/v1/participants/" + about.id().hex() + "/status",
            Map.of("operation", Ward.sign(status, who)))
        .status();
  }
}
