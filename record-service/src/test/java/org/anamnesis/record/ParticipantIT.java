package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Enrolment;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.Test;

class ParticipantIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void enrolmentIsAcceptedAndItsCertificateServedOnceAnchored() {
    Person newcomer = Person.of(Role.DOCTOR);
    Enrolment enrolment = Enrolment.of(newcomer, ward.registrar);

    Answer accepted = post(ward.registrar, enrolment);

    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    String path = Enrolment.PATH + "/" + newcomer.id().hex() + "/certificate";
    assertThat(wire.get(ward.nurse, path).problem()).isEqualTo("unknown-participant");
    hospital.integrator().anchor(enrolment.signed().id());
    Answer served = wire.get(ward.nurse, path);
    assertThat(served.header("Content-Type")).isEqualTo("application/pkix-cert");
    assertThat(served.octets()).isEqualTo(enrolment.certificate().bytes());
  }

  @Test
  void refusesEnrolmentsThatCannotBe() {
    Person newcomer = Person.of(Role.DOCTOR);
    Octets certificate = Enrolment.certificate(newcomer.signing());
    Octets other = Enrolment.certificate(SigningKey.generate());
    Octets tooLong = Enrolment.certificate(newcomer.signing(), "Ada" + ", OU=Ward".repeat(1200));
    OrganisationId elsewhere = OrganisationId.of(Draft.octets(32));

    assertThat(refused(newcomer, Role.ORGANISATION, certificate, certificate, Person.HOSPITAL))
        .isEqualTo("forbidden");
    assertThat(refused(newcomer, Role.DOCTOR, certificate, certificate, elsewhere))
        .isEqualTo("forbidden");
    assertThat(refused(newcomer, Role.DOCTOR, certificate, other, Person.HOSPITAL))
        .isEqualTo("certificate-mismatch");
    assertThat(refused(newcomer, Role.DOCTOR, other, other, Person.HOSPITAL))
        .isEqualTo("certificate-mismatch");
    assertThat(
            refused(
                newcomer,
                Role.DOCTOR,
                Octets.of(Draft.octets(99)),
                Octets.of(Draft.octets(99)),
                Person.HOSPITAL))
        .isEqualTo("certificate-mismatch");
    assertThat(refused(newcomer, Role.DOCTOR, tooLong, tooLong, Person.HOSPITAL))
        .isEqualTo("certificate-mismatch");
    hospital.ledger().enrol(newcomer);
    assertThat(refused(newcomer, Role.DOCTOR, certificate, certificate, Person.HOSPITAL))
        .isEqualTo("operation-conflict");
    assertThat(post(ward.nurse, Enrolment.of(Person.of(Role.DOCTOR), ward.nurse)).problem())
        .isEqualTo("forbidden");
  }

  @Test
  void secondSignatureIsTheNewKeys() {
    Person newcomer = Person.of(Role.DOCTOR);
    Enrolment good = Enrolment.of(newcomer, ward.registrar);
    Operation.Enrol operation = (Operation.Enrol) good.signed().operation();

    assertThat(
            post(
                    ward.registrar,
                    Enrolment.signed(operation, good.certificate(), ward.registrar, ward.stranger))
                .problem())
        .isEqualTo("bad-signature");
  }

  @Test
  void statusIsChangedByTheRegistrarOnlyWithGrowingSequence() {
    assertThat(status(ward.registrar, ward.doctor, 3).status()).isEqualTo(202);
    assertThat(status(ward.registrar, ward.doctor, 2).problem()).isEqualTo("stale-sequence");
    assertThat(status(ward.nurse, ward.doctor, 4).problem()).isEqualTo("forbidden");
    assertThat(status(ward.registrar, Person.of(Role.DOCTOR), 1).problem())
        .isEqualTo("unknown-participant");
  }

  @Test
  void storeIsEnteredByTheRegistrarOnly() {
    assertThat(ward.enterStore(ward.registrar, Person.HOSPITAL).status()).isEqualTo(202);
    assertThat(ward.enterStore(ward.nurse, Person.HOSPITAL).problem()).isEqualTo("forbidden");
    assertThat(ward.enterStore(ward.registrar, OrganisationId.of(Draft.octets(32))).problem())
        .isEqualTo("forbidden");
  }

  @Test
  void waitingEndsWithTheChainsAnswer() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> good =
          threads.submit(() -> status(ward.registrar, ward.doctor, 1, "?wait=anchored"));
      Future<Answer> bad =
          threads.submit(() -> status(ward.registrar, ward.nurse, 1, "?wait=anchored"));
      hospital.integrator().anchor(accepted(ward.doctor));
      hospital.integrator().reject(accepted(ward.nurse), RejectionReason.STALE_SEQUENCE);

      assertThat(good.get().status()).isEqualTo(200);
      assertThat(good.get().json().get("state").asString()).isEqualTo("ANCHORED");
      assertThat(bad.get().problem()).isEqualTo("operation-rejected");
      assertThat(bad.get().json().get("reason").asInt()).isEqualTo(28);
    }
  }

  private OperationId accepted(Person about) {
    return org.awaitility.Awaitility.await()
        .until(
            () ->
                hospital
                    .database()
                    .sql("SELECT id FROM outbox.operation WHERE subject = :subject")
                    .param("subject", about.id().bytes())
                    .query((row, index) -> OperationId.of(row.getBytes(1)))
                    .list(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private Answer status(Person registrar, Person about, long sequence) {
    return status(registrar, about, sequence, "");
  }

  private Answer status(Person registrar, Person about, long sequence, String query) {
    Operation.Status status =
        new Operation.Status(
            registrar.id(),
            about.id(),
            ParticipantStatus.SUSPENDED,
            sequence,
            Hash.ZERO,
            hospital.clock().now() + 600);
    return wire.post(
        registrar,
        Enrolment.PATH + "/" + about.id().hex() + "/status" + query,
        Map.of("operation", Ward.sign(status, registrar)));
  }

  private String refused(
      Person newcomer, Role role, Octets signedFor, Octets sent, OrganisationId organisation) {
    Operation.Enrol operation =
        Enrolment.operation(newcomer, role, signedFor, organisation, ward.registrar);
    return post(ward.registrar, Enrolment.signed(operation, sent, ward.registrar, newcomer))
        .problem();
  }

  private Answer post(Person registrar, Enrolment enrolment) {
    return wire.post(registrar, Enrolment.PATH, enrolment.request());
  }
}
