package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every kind that is served, applied on a live chain and seen in events and views. */
class AppliedOperationsIT {
  private static TestChain chain;
  private static Hospital hospital;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    hospital = Hospital.open(chain);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void enrolsAParticipantUnderTheHashOfTheirKey() {
    Hospital.Person person = Hospital.Person.any();
    Operation enrol = hospital.enrol(person, Role.THERAPIST);

    var event =
        (RegistryEvent.Enrolled)
            hospital.applied(
                enrol.frame(hospital.registry, hospital.registrar.key(), person.key()));

    assertThat(event.id()).isEqualTo(enrol.id(hospital.registry));
    assertThat(event.participant()).isEqualTo(person.id());
    assertThat(event.organisation()).isEqualTo(hospital.organisation);
    assertThat(event.registrar()).isEqualTo(hospital.registrar.id());
    assertThat(event.role()).isEqualTo(Role.THERAPIST);
    assertThat(event.signingKey()).isEqualTo(person.key().point());
    assertThat(event.encryptionKey().x()).isEqualTo(enrol.fields().get(4));
    assertThat(event.certificateHash().value()).isEqualTo(enrol.fields().get(8));
    assertThat(hospital.contract.participant(person.id()))
        .contains(
            new RegistryState.Participant(
                hospital.organisation,
                Role.THERAPIST,
                ParticipantStatus.ACTIVE,
                0,
                person.key().point()));
  }

  @Test
  void changesAStatus() {
    Hospital.Person person = hospital.enrolled(Role.NURSE);

    var event = (RegistryEvent.StatusChanged) hospital.applied(hospital.statusFrame(person, 2, 7));

    assertThat(event.status()).isEqualTo(ParticipantStatus.SUSPENDED);
    assertThat(event.sequence()).isEqualTo(7);
    var participant = hospital.contract.participant(person.id()).orElseThrow();
    assertThat(participant.status()).isEqualTo(ParticipantStatus.SUSPENDED);
    assertThat(participant.sequence()).isEqualTo(7);
  }

  @Test
  void entersAStore() {
    var store = hospital.contract.store(hospital.store).orElseThrow();

    assertThat(store.organisation()).isEqualTo(hospital.organisation);
    assertThat(store.status()).isEqualTo(StoreStatus.ACTIVE);
    assertThat(store.signingKey()).isEqualTo(hospital.storeKey.point());
    assertThat(store.sequence()).isEqualTo(1);
  }

  @Test
  void registersARecordAndItsNextVersion() {
    Bytes32 salt = Hospital.random();
    Operation first = hospital.register(hospital.patient, hospital.patient, salt);
    RecordId record = Hospital.recordOf(hospital.patient, salt);

    var event =
        (RegistryEvent.Registered)
            hospital.applied(first.frame(hospital.registry, hospital.patient.key()));

    assertThat(event.record()).isEqualTo(record);
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.suite()).isEqualTo(1);
    assertThat(event.sealedLength()).isEqualTo(4096);
    assertThat(event.metadataHash().value()).isEqualTo(first.fields().get(10));
    assertThat(event.keyCommitment().value()).isEqualTo(first.fields().get(11));
    var head = hospital.contract.record(record).orElseThrow();
    assertThat(head.contentHash().value()).isEqualTo(first.fields().get(7));
    assertThat(head.patient()).isEqualTo(hospital.patient.id());
    assertThat(head.author()).isEqualTo(hospital.patient.id());
    assertThat(head.store()).isEqualTo(hospital.store);
    assertThat(head.version()).isEqualTo(1);
    assertThat(head.time()).isEqualTo(hospital.now());

    hospital.applied(
        hospital
            .registerNext(hospital.patient, record)
            .frame(hospital.registry, hospital.patient.key()));
    assertThat(hospital.contract.record(record).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void keepsAConsentWithItsTimesAndWholeSequence() {
    Hospital.Person reader = hospital.enrolled(Role.DOCTOR);
    Operation consent =
        hospital
            .consent(
                hospital.patient, hospital.patient, RecordId.ZERO, reader.id(), 1, Effect.ALLOW)
            .with(8, 1L << 50)
            .with(9, 1L << 60)
            .with(10, -2L);

    var event =
        (RegistryEvent.ConsentChanged)
            hospital.applied(consent.frame(hospital.registry, hospital.patient.key()));

    assertThat(event.grantee()).isEqualTo(reader.id().value());
    assertThat(event.notBefore()).isEqualTo(1L << 50);
    assertThat(event.notAfter()).isEqualTo(1L << 60);
    assertThat(event.sequence()).isEqualTo(-2L);
    var entry =
        hospital.contract.consent(hospital.patient.id(), RecordId.ZERO, reader.id()).orElseThrow();
    assertThat(entry.notBefore()).isEqualTo(1L << 50);
    assertThat(entry.notAfter()).isEqualTo(Hospital.NO_END);
    assertThat(entry.sequence()).isEqualTo(-2L);
    assertThat(entry.effect()).isEqualTo(Effect.ALLOW);
    assertThat(entry.permissions()).isEqualTo(Permissions.of(Permission.READ));
  }

  @Test
  void writesDownEveryAccessWithItsVerdict() {
    RecordId record = hospital.registered(hospital.patient, hospital.patient);
    Hospital.Person stranger = hospital.enrolled(Role.RESEARCHER);

    var refused = accessed(stranger, record);
    hospital.consented(
        hospital.patient, record, stranger.id(), Permissions.of(Permission.READ), Effect.ALLOW);
    var permitted = accessed(stranger, record);
    hospital.applied(hospital.statusFrame(stranger, 2, 1));
    var suspended = accessed(stranger, record);

    assertThat(refused)
        .isEqualTo(verdict(false, Optional.empty(), Role.RESEARCHER, ParticipantStatus.ACTIVE));
    assertThat(permitted)
        .isEqualTo(
            verdict(true, Optional.of(Basis.CONSENT), Role.RESEARCHER, ParticipantStatus.ACTIVE));
    assertThat(suspended)
        .isEqualTo(verdict(false, Optional.empty(), Role.RESEARCHER, ParticipantStatus.SUSPENDED));
    assertThat(accessed(hospital.patient, record))
        .isEqualTo(verdict(true, Optional.of(Basis.OWNER), Role.PATIENT, ParticipantStatus.ACTIVE));
  }

  @Test
  void letsAnAuthorWithContributeWriteAndReadWhatTheyWrote() {
    Hospital.Person author = hospital.enrolled(Role.NURSE);
    hospital.consented(
        hospital.patient,
        RecordId.ZERO,
        author.id(),
        Permissions.of(Permission.CONTRIBUTE),
        Effect.ALLOW);

    RecordId record = hospital.registered(author, hospital.patient);

    assertThat(accessed(author, record).basis()).contains(Basis.AUTHOR);
    assertThat(hospital.contract.record(record).orElseThrow().author()).isEqualTo(author.id());
  }

  @Test
  void appliesABatchAndCountsIt() {
    long batch = hospital.nextBatch();
    List<List<Bytes32>> frames =
        Hospital.times(3, i -> hospital.enrolFrame(Hospital.Person.any(), Role.DOCTOR));

    var receipt = hospital.batch(frames);

    var events = hospital.deployment.eventsOf(receipt);
    assertThat(events).hasSize(4);
    assertThat(events.subList(0, 3)).allMatch(RegistryEvent.Enrolled.class::isInstance);
    assertThat(events.get(3))
        .isEqualTo(new RegistryEvent.BatchApplied(hospital.relayer.key().address(), batch));
    assertThat(hospital.nextBatch()).isEqualTo(batch + 1);
    var block = chain.node().block(receipt.block()).orElseThrow();
    assertThat(RegistryCalls.framesIn(block.transactions().get(0).input()).orElseThrow())
        .extracting(frame -> frame.operation(hospital.registry).orElseThrow().id())
        .containsExactlyElementsOf(
            events.subList(0, 3).stream()
                .map(event -> ((RegistryEvent.OfOperation) event).id())
                .toList());
  }

  private static Verdict accessed(Hospital.Person actor, RecordId record) {
    return ((RegistryEvent.Accessed)
            hospital.applied(
                hospital
                    .access(actor, hospital.patient, record, 1)
                    .frame(hospital.registry, actor.key())))
        .verdict();
  }

  private static Verdict verdict(
      boolean permitted, Optional<Basis> basis, Role role, ParticipantStatus status) {
    return new Verdict(permitted, basis, role, true, status);
  }
}
