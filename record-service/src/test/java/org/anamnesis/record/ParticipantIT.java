package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class ParticipantIT {
  private static final String PARTICIPANTS = "/v1/participants";

  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void enrolmentIsAcceptedAndItsCertificateServedOnceAnchored() {
    Person newcomer = Person.of(Role.DOCTOR);
    Octets certificate = certificate(newcomer.signing());
    SignedOperation enrol = enrol(newcomer, Role.DOCTOR, certificate, Person.HOSPITAL);

    Answer accepted = post(ward.registrar, enrol, certificate);

    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    String path = PARTICIPANTS + "/" + newcomer.id().hex() + "/certificate";
    assertThat(wire.get(ward.nurse, path).problem()).isEqualTo("unknown-participant");
    hospital.integrator().anchor(enrol.id());
    Answer served = wire.get(ward.nurse, path);
    assertThat(served.header("Content-Type")).isEqualTo("application/pkix-cert");
    assertThat(served.octets()).isEqualTo(certificate.bytes());
  }

  @Test
  void patientsCertificateIsForThemAndContributors() {
    Person newcomer = Person.of(Role.PATIENT);
    Octets certificate = certificate(newcomer.signing());
    SignedOperation enrol = enrol(newcomer, Role.PATIENT, certificate, Person.HOSPITAL);
    post(ward.registrar, enrol, certificate);
    hospital.integrator().anchor(enrol.id());
    hospital.ledger().enrol(newcomer);
    hospital
        .ledger()
        .permit(newcomer, ward.nurse, org.anamnesis.protocol.code.Permission.CONTRIBUTE);
    String path = PARTICIPANTS + "/" + newcomer.id().hex() + "/certificate";

    assertThat(wire.get(newcomer, path).status()).isEqualTo(200);
    assertThat(wire.get(ward.nurse, path).status()).isEqualTo(200);
    assertThat(wire.get(ward.doctor, path).problem()).isEqualTo("forbidden");
  }

  @Test
  void refusesEnrolmentsThatCannotBe() {
    Person newcomer = Person.of(Role.DOCTOR);
    Octets certificate = certificate(newcomer.signing());
    Octets other = certificate(SigningKey.generate());
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
    hospital.ledger().enrol(newcomer);
    assertThat(refused(newcomer, Role.DOCTOR, certificate, certificate, Person.HOSPITAL))
        .isEqualTo("operation-conflict");
    SignedOperation byNurse =
        Ward.sign(
            enrolment(newcomer, Role.DOCTOR, certificate, Person.HOSPITAL, ward.nurse),
            ward.nurse,
            newcomer);
    assertThat(post(ward.nurse, byNurse, certificate).problem()).isEqualTo("forbidden");
  }

  @Test
  void secondSignatureIsTheNewKeys() {
    Person newcomer = Person.of(Role.DOCTOR);
    Octets certificate = certificate(newcomer.signing());
    SignedOperation forged =
        Ward.sign(
            enrolment(newcomer, Role.DOCTOR, certificate, Person.HOSPITAL, ward.registrar),
            ward.registrar,
            ward.stranger);

    assertThat(post(ward.registrar, forged, certificate).problem()).isEqualTo("bad-signature");
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
    assertThat(store(ward.registrar, Person.HOSPITAL).status()).isEqualTo(202);
    assertThat(store(ward.nurse, Person.HOSPITAL).problem()).isEqualTo("forbidden");
    assertThat(store(ward.registrar, OrganisationId.of(Draft.octets(32))).problem())
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
        PARTICIPANTS + "/" + about.id().hex() + "/status" + query,
        Map.of("operation", Ward.sign(status, registrar)));
  }

  private Answer store(Person registrar, OrganisationId organisation) {
    Operation.Store store =
        new Operation.Store(
            registrar.id(),
            StoreId.of(Draft.octets(32)),
            organisation,
            SigningKey.generate().point(),
            StoreStatus.ACTIVE,
            1,
            hospital.clock().now() + 600);
    return wire.post(registrar, "/v1/stores", Map.of("operation", Ward.sign(store, registrar)));
  }

  private String refused(
      Person newcomer, Role role, Octets signedFor, Octets sent, OrganisationId organisation) {
    return post(ward.registrar, enrol(newcomer, role, signedFor, organisation), sent).problem();
  }

  private Answer post(Person registrar, SignedOperation enrol, Octets certificate) {
    return wire.post(
        registrar, PARTICIPANTS, Map.of("operation", enrol, "certificate", certificate));
  }

  private SignedOperation enrol(
      Person newcomer, Role role, Octets certificate, OrganisationId organisation) {
    return Ward.sign(
        enrolment(newcomer, role, certificate, organisation, ward.registrar),
        ward.registrar,
        newcomer);
  }

  private Operation.Enrol enrolment(
      Person newcomer,
      Role role,
      Octets certificate,
      OrganisationId organisation,
      Person registrar) {
    return new Operation.Enrol(
        registrar.id(),
        newcomer.id(),
        newcomer.signing().point(),
        newcomer.decryption().point(),
        role,
        organisation,
        Hash.sha256(certificate.bytes()),
        hospital.clock().now() + 600);
  }

  private static Octets certificate(SigningKey key) {
    X500Name name = new X500Name("CN=Ada Example");
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    try {
      return Octets.of(
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(now),
                  Date.from(now.plusSeconds(1_000_000)),
                  name,
                  key.point().toJca())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.toJca()))
              .getEncoded());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
