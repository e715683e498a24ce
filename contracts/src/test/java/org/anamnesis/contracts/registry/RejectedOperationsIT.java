package org.anamnesis.contracts.registry;

import static org.anamnesis.protocol.code.RejectionReason.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.registry.Hospital.Person;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reason that the contract gives, on a live chain. UNKNOWN_ORGANISATION and ERASED are given
 * by kinds that this registry does not serve.
 */
class RejectedOperationsIT {
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static TestChain chain;
  private static Hospital hospital;
  private static RecordId record;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    hospital = Hospital.open(chain);
    record = hospital.registered(hospital.patient, hospital.patient);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void namesNoIdForAKindThatNoTableHas() {
    List<RegistryEvent> events = hospital.applyOne(List.of(Operation.head(11, 0)));

    assertThat(events)
        .containsExactly(new RegistryEvent.OperationRejected(OperationId.ZERO, UNKNOWN_KIND));
    Bytes32 stray = Operation.word(BigInteger.ONE.shiftLeft(24).or(BigInteger.ONE));
    assertThat(hospital.rejected(List.of(stray))).isEqualTo(UNKNOWN_KIND);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void refusesMissingAndSurplusWordsOfEveryKind(Kind kind) {
    int right = kind.fields() + 2 * kind.signatures();
    for (int words : List.of(0, right - 2, right - 1, right + 1, right + 2)) {
      List<Bytes32> frame = new ArrayList<>(List.of(Operation.head(kind.number(), words)));
      frame.addAll(Hospital.times(words, i -> Hospital.random()));

      assertThat(hospital.rejected(frame)).as("%s words", words).isEqualTo(WRONG_NUMBER_OF_WORDS);
    }
  }

  @Test
  void refusesAFrameWhoseHeadCountsOtherwise() {
    List<Bytes32> frame = new ArrayList<>(access().frame(hospital.registry, hospital.doctor.key()));
    frame.add(Bytes32.ZERO);

    assertThat(hospital.rejected(frame)).isEqualTo(WRONG_NUMBER_OF_WORDS);
    assertThat(hospital.rejected(List.of())).isEqualTo(WRONG_NUMBER_OF_WORDS);
  }

  /** Field by field of PROTOCOL.md's table; numbers are decimal, `w` is a word of all ones. */
  @ParameterizedTest
  @CsvSource({
    "ENROL, 0, 0",
    "ENROL, 1, 0",
    "ENROL, 2, 0",
    "ENROL, 5, 0",
    "ENROL, 6, 0",
    "ENROL, 6, 17",
    "ENROL, 6, w",
    "ENROL, 7, 0",
    "ENROL, 8, 0",
    "ENROL, 9, 0",
    "ENROL, 9, 18446744073709551616",
    "STATUS, 0, 0",
    "STATUS, 1, 0",
    "STATUS, 2, 0",
    "STATUS, 2, 4",
    "STATUS, 3, w",
    "STATUS, 5, 0",
    "STATUS, 5, w",
    "REGISTER, 0, 0",
    "REGISTER, 1, 0",
    "REGISTER, 3, 4294967296",
    "REGISTER, 4, 0",
    "REGISTER, 5, 0",
    "REGISTER, 6, 0",
    "REGISTER, 6, 2",
    "REGISTER, 7, 0",
    "REGISTER, 8, 0",
    "REGISTER, 8, 18446744073709551616",
    "REGISTER, 10, 0",
    "REGISTER, 11, 0",
    "REGISTER, 12, 0",
    "CONSENT, 0, 0",
    "CONSENT, 1, 0",
    "CONSENT, 3, 0",
    "CONSENT, 4, 0",
    "CONSENT, 4, 3",
    "CONSENT, 4, 131072",
    "CONSENT, 4, w",
    "CONSENT, 5, 0",
    "CONSENT, 5, 16",
    "CONSENT, 6, 0",
    "CONSENT, 6, 1",
    "CONSENT, 6, 262144",
    "CONSENT, 7, 3",
    "CONSENT, 8, w",
    "CONSENT, 9, 0",
    "CONSENT, 9, w",
    "CONSENT, 10, w",
    "CONSENT, 11, 0",
    "CONSENT, 11, 18446744073709551616",
    "ACCESS, 0, 0",
    "ACCESS, 1, 0",
    "ACCESS, 2, 0",
    "ACCESS, 2, 4294967296",
    "ACCESS, 3, 0",
    "ACCESS, 4, 0",
    "ACCESS, 4, 18",
    "ACCESS, 5, 0",
    "ACCESS, 5, 5",
    "ACCESS, 7, 0",
    "ACCESS, 8, 0",
    "ACCESS, 8, w",
    "ACCESS, 9, 0",
    "STORE, 0, 0",
    "STORE, 1, 0",
    "STORE, 2, 0",
    "STORE, 3, 0",
    "STORE, 4, 0",
    "STORE, 5, 0",
    "STORE, 5, 3",
    "STORE, 6, w",
    "STORE, 7, 0"
  })
  void refusesAFieldThatItsTypeOrTableDoesNotHave(Kind kind, int field, String value) {
    Object word =
        value.equals("w")
            ? BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
            : new BigInteger(value);

    assertThat(rejectedUnsigned(valid(kind).with(field, word))).isEqualTo(FIELD_OUT_OF_RANGE);
    assertThat(rejectedUnsigned(valid(kind))).isNotEqualTo(FIELD_OUT_OF_RANGE);
  }

  @Test
  void refusesPointsThatAreNotOnTheCurve() {
    Operation enrol = hospital.enrol(Person.any(), Role.NURSE);
    BigInteger x = new BigInteger(1, enrol.fields().get(2).bytes());
    BigInteger y = new BigInteger(1, enrol.fields().get(3).bytes());

    assertThat(rejectedUnsigned(enrol.with(3, y.add(BigInteger.ONE))))
        .isEqualTo(FIELD_OUT_OF_RANGE);
    assertThat(rejectedUnsigned(enrol.with(3, P.subtract(y)))).isNotEqualTo(FIELD_OUT_OF_RANGE);
    assertThat(rejectedUnsigned(enrol.with(2, x.or(BigInteger.ONE.shiftLeft(255)).or(P))))
        .isEqualTo(FIELD_OUT_OF_RANGE);
    assertThat(rejectedUnsigned(enrol.with(2, 0).with(3, 0))).isEqualTo(FIELD_OUT_OF_RANGE);
  }

  @Test
  void refusesTheSameKeyForSigningAndEncryption() {
    Operation enrol = hospital.enrol(Person.any(), Role.NURSE);

    assertThat(
            rejectedUnsigned(enrol.with(4, enrol.fields().get(2)).with(5, enrol.fields().get(3))))
        .isEqualTo(FIELD_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SESSION", "ROTATE", "ERASE", "REVIEW", "MANDATE"})
  void servesNoOtherKind(Kind kind) {
    assertThat(rejectedUnsigned(valid(kind))).isEqualTo(KIND_NOT_SERVED);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENROL", "STATUS", "REGISTER", "CONSENT", "ACCESS", "STORE"})
  void knowsNoSignerWhoIsNotEnrolled(Kind kind) {
    assertThat(rejectedUnsigned(valid(kind).with(0, Person.any().id()))).isEqualTo(UNKNOWN_SIGNER);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENROL", "STATUS", "REGISTER", "CONSENT", "ACCESS", "STORE"})
  void refusesAnothersSignature(Kind kind) {
    SigningKey stranger = SigningKey.generate();
    Operation operation = valid(kind);
    List<Bytes32> frame =
        kind.signatures() == 2
            ? operation.frame(hospital.registry, stranger, stranger)
            : operation.frame(hospital.registry, stranger);

    assertThat(hospital.rejected(frame)).isEqualTo(BAD_SIGNATURE);
  }

  @Test
  void refusesAnEnrolmentThatTheNewKeyDidNotSign() {
    Operation enrol = hospital.enrol(Person.any(), Role.NURSE);

    assertThat(
            hospital.rejected(
                enrol.frame(hospital.registry, hospital.registrar.key(), hospital.registrar.key())))
        .isEqualTo(BAD_SIGNATURE);
  }

  @Test
  void refusesAHighS() {
    Operation access = access();
    List<Bytes32> frame = new ArrayList<>(access.frame(hospital.registry, hospital.doctor.key()));
    int last = frame.size() - 1;
    frame.set(last, Operation.word(N.subtract(new BigInteger(1, frame.get(last).bytes()))));

    assertThat(hospital.rejected(frame)).isEqualTo(BAD_SIGNATURE);
  }

  @Test
  void refusesZerosAndTooLargeNumbersInASignature() {
    for (Object word : List.of(0, N, N.add(BigInteger.ONE))) {
      Bytes32 bad = Operation.word(word);
      assertThat(hospital.rejected(access().frame(List.of(bad, Operation.word(1)))))
          .isEqualTo(BAD_SIGNATURE);
      assertThat(hospital.rejected(access().frame(List.of(Operation.word(1), bad))))
          .isEqualTo(BAD_SIGNATURE);
    }
  }

  @Test
  void refusesASignatureForAnotherChainOrRegistry() {
    Registry here = hospital.registry;
    Registry otherChain = new Registry(here.chainId() + 1, here.address());
    Registry otherRegistry =
        new Registry(here.chainId(), new EthereumAddress("0x" + "12".repeat(20)));

    assertThat(hospital.rejected(access().frame(otherChain, hospital.doctor.key())))
        .isEqualTo(BAD_SIGNATURE);
    assertThat(hospital.rejected(access().frame(otherRegistry, hospital.doctor.key())))
        .isEqualTo(BAD_SIGNATURE);
  }

  @Test
  void refusesAnOperationWhoseTimeIsOver() {
    long now = hospital.now();
    Operation status = hospital.status(hospital.enrolled(Role.NURSE), 2, 1);

    assertThat(rejectedBy(hospital.registrar, status.with(5, 1))).isEqualTo(EXPIRED);
    assertThat(rejectedBy(hospital.registrar, status.with(5, now))).isEqualTo(EXPIRED);
  }

  @Test
  void refusesASignerWhoIsSuspended() {
    Person patient = hospital.enrolled(Role.PATIENT);
    hospital.applied(hospital.statusFrame(patient, 2, 1));

    assertThat(rejectedBy(patient, hospital.register(patient, patient, Hospital.random())))
        .isEqualTo(SIGNER_NOT_ACTIVE);
    assertThat(
            rejectedBy(
                patient,
                hospital.consent(
                    patient, patient, RecordId.ZERO, hospital.doctor.id(), 1, Effect.ALLOW)))
        .isEqualTo(SIGNER_NOT_ACTIVE);
  }

  @Test
  void letsOnlyTheOrganisationsRegistrarEnrol() {
    Person person = Person.any();
    Operation enrol = hospital.enrol(person, Role.NURSE);

    assertThat(enrolmentBy(hospital.doctor, enrol, person)).isEqualTo(NOT_AUTHORISED);
    assertThat(enrolmentBy(hospital.otherRegistrar, enrol, person)).isEqualTo(NOT_AUTHORISED);
    assertThat(
            enrolmentBy(
                hospital.registrar, enrol.with(7, new OrganisationId(Hospital.random())), person))
        .isEqualTo(NOT_AUTHORISED);
    assertThat(enrolmentBy(hospital.registrar, enrol.with(6, 15), person))
        .isEqualTo(NOT_AUTHORISED);
    assertThat(enrolmentBy(hospital.registrar, enrol.with(6, 16), person))
        .isEqualTo(NOT_AUTHORISED);
  }

  @Test
  void letsOnlyTheOrganisationsRegistrarChangeAStatus() {
    Operation status = hospital.status(hospital.nurse, 2, 1);

    assertThat(rejectedBy(hospital.nurse, status)).isEqualTo(NOT_AUTHORISED);
    assertThat(rejectedBy(hospital.otherRegistrar, status)).isEqualTo(NOT_AUTHORISED);
    assertThat(rejectedBy(hospital.registrar, status.with(1, Person.any().id())))
        .isEqualTo(NOT_AUTHORISED);
  }

  @Test
  void keepsAStoreInItsOrganisation() {
    Operation store = hospital.store(hospital.store, 1, 9);

    assertThat(rejectedBy(hospital.otherRegistrar, store)).isEqualTo(NOT_AUTHORISED);
    assertThat(rejectedBy(hospital.otherRegistrar, store.with(2, hospital.otherOrganisation)))
        .isEqualTo(NOT_AUTHORISED);
  }

  @Test
  void letsNobodyWriteWithoutContribute() {
    assertThat(
            rejectedBy(
                hospital.nurse,
                hospital.register(hospital.nurse, hospital.patient, Hospital.random())))
        .isEqualTo(NOT_AUTHORISED);
  }

  @Test
  void letsNobodyConsentForAnotherWithoutDelegate() {
    Operation consent =
        hospital.consent(
            hospital.nurse, hospital.patient, RecordId.ZERO, hospital.doctor.id(), 1, Effect.ALLOW);

    assertThat(rejectedBy(hospital.nurse, consent)).isEqualTo(NOT_AUTHORISED);
    assertThat(rejectedBy(hospital.registrar, consent)).isEqualTo(NOT_AUTHORISED);
  }

  @Test
  void refusesIdsThatAreNotTheHashThatTheyMustBe() {
    Person person = Person.any();
    assertThat(
            enrolmentBy(
                hospital.registrar,
                hospital.enrol(person, Role.NURSE).with(1, Person.any().id()),
                person))
        .isEqualTo(ID_MISMATCH);
    Operation register = hospital.register(hospital.patient, hospital.patient, Hospital.random());
    assertThat(rejectedBy(hospital.patient, register.with(2, Hospital.random())))
        .isEqualTo(ID_MISMATCH);
    assertThat(
            rejectedBy(
                hospital.patient,
                hospital.registerNext(hospital.patient, record).with(2, Hospital.random())))
        .isEqualTo(ID_MISMATCH);
  }

  @Test
  void enrolsNobodyTwice() {
    assertThat(hospital.rejected(hospital.enrolFrame(hospital.nurse, Role.DOCTOR)))
        .isEqualTo(ALREADY_ENROLLED);
  }

  @Test
  void knowsNoPatientWithAnotherRoleAndNoUnknownGrantee() {
    assertThat(
            rejectedBy(
                hospital.nurse,
                hospital.register(hospital.nurse, hospital.nurse, Hospital.random())))
        .isEqualTo(UNKNOWN_PARTICIPANT);
    assertThat(
            rejectedBy(
                hospital.patient,
                hospital.consent(
                    hospital.patient,
                    hospital.patient,
                    RecordId.ZERO,
                    new ParticipantId(Hospital.random()),
                    1,
                    Effect.ALLOW)))
        .isEqualTo(UNKNOWN_PARTICIPANT);
    assertThat(
            rejectedBy(
                hospital.nurse,
                hospital.consent(
                    hospital.nurse,
                    hospital.nurse,
                    RecordId.ZERO,
                    hospital.doctor.id(),
                    1,
                    Effect.ALLOW)))
        .isEqualTo(UNKNOWN_PARTICIPANT);
  }

  @Test
  void refusesAnUnknownAndAClosedStore() {
    StoreId closed = new StoreId(Hospital.random());
    hospital.applied(hospital.storeFrame(closed, 2, 1));
    Operation register = hospital.register(hospital.patient, hospital.patient, Hospital.random());

    assertThat(rejectedBy(hospital.patient, register.with(5, closed))).isEqualTo(UNKNOWN_STORE);
    assertThat(rejectedBy(hospital.patient, register.with(5, Hospital.random())))
        .isEqualTo(UNKNOWN_STORE);
  }

  @Test
  void refusesConsentForARecordThatDoesNotExist() {
    assertThat(
            rejectedBy(
                hospital.patient,
                hospital.consent(
                    hospital.patient,
                    hospital.patient,
                    new RecordId(Hospital.random()),
                    hospital.doctor.id(),
                    1,
                    Effect.ALLOW)))
        .isEqualTo(UNKNOWN_RECORD);
  }

  @Test
  void refusesAnyVersionButTheNext() {
    Operation first = hospital.register(hospital.patient, hospital.patient, Hospital.random());
    Operation next = hospital.registerNext(hospital.patient, record);

    assertThat(rejectedBy(hospital.patient, first.with(3, 2).with(2, 0))).isEqualTo(WRONG_VERSION);
    assertThat(rejectedBy(hospital.patient, next.with(3, 3))).isEqualTo(WRONG_VERSION);
    assertThat(rejectedBy(hospital.patient, next.with(3, 0))).isEqualTo(WRONG_VERSION);
    Operation applied = hospital.register(hospital.patient, hospital.patient, Hospital.random());
    hospital.applied(applied.frame(hospital.registry, hospital.patient.key()));
    assertThat(rejectedBy(hospital.patient, applied)).isEqualTo(WRONG_VERSION);
  }

  @Test
  void refusesAnyPreviousHashButTheHeads() {
    Operation first = hospital.register(hospital.patient, hospital.patient, Hospital.random());
    Operation next = hospital.registerNext(hospital.patient, record);

    assertThat(rejectedBy(hospital.patient, first.with(9, Hospital.random())))
        .isEqualTo(WRONG_PREVIOUS);
    assertThat(rejectedBy(hospital.patient, next.with(9, 0))).isEqualTo(WRONG_PREVIOUS);
  }

  @Test
  void keepsARecordWithItsPatient() {
    Person other = hospital.enrolled(Role.PATIENT);
    hospital.consented(
        other,
        RecordId.ZERO,
        hospital.patient.id(),
        Permissions.of(Permission.CONTRIBUTE),
        Effect.ALLOW);

    assertThat(
            rejectedBy(
                hospital.patient,
                hospital.registerNext(hospital.patient, record).with(4, other.id())))
        .isEqualTo(WRONG_PATIENT);
    assertThat(
            rejectedBy(
                other,
                hospital.consent(other, other, record, hospital.doctor.id(), 1, Effect.ALLOW)))
        .isEqualTo(WRONG_PATIENT);
  }

  @Test
  void refusesASequenceThatIsNotGreater() {
    Person person = hospital.enrolled(Role.NURSE);
    hospital.applied(hospital.statusFrame(person, 2, 5));
    assertThat(hospital.rejected(hospital.statusFrame(person, 1, 5))).isEqualTo(STALE_SEQUENCE);
    assertThat(hospital.rejected(hospital.statusFrame(person, 1, 0))).isEqualTo(STALE_SEQUENCE);
    assertThat(hospital.rejected(hospital.storeFrame(hospital.store, 1, 1)))
        .isEqualTo(STALE_SEQUENCE);
    Operation consent =
        hospital.consent(hospital.patient, hospital.patient, record, person.id(), 1, Effect.ALLOW);
    assertThat(rejectedBy(hospital.patient, consent.with(10, 0))).isEqualTo(STALE_SEQUENCE);
    hospital.applied(consent.frame(hospital.registry, hospital.patient.key()));
    assertThat(rejectedBy(hospital.patient, consent)).isEqualTo(STALE_SEQUENCE);
  }

  @Test
  void refusesThePatientAsGranteeOfTheirOwnConsent() {
    assertThat(
            rejectedBy(
                hospital.patient,
                hospital.consent(
                    hospital.patient,
                    hospital.patient,
                    RecordId.ZERO,
                    hospital.patient.id(),
                    1,
                    Effect.DENY)))
        .isEqualTo(INVALID_GRANTEE);
  }

  @Test
  void changesNothingWhenItRejects() {
    var before = hospital.contract.record(record);

    rejectedBy(hospital.nurse, hospital.registerNext(hospital.nurse, record));

    assertThat(hospital.contract.record(record)).isEqualTo(before);
  }

  private static Operation access() {
    return hospital.access(hospital.doctor, hospital.patient, record, 1);
  }

  /** An operation of a kind whose fields are all in range. */
  private static Operation valid(Kind kind) {
    Bytes32 id = Hospital.random();
    long later = hospital.later();
    return switch (kind) {
      case SESSION -> Operation.of(kind, hospital.doctor.id(), id, id, later);
      case ENROL -> hospital.enrol(Person.any(), Role.NURSE);
      case ROTATE ->
          Operation.of(
              kind,
              hospital.doctor.id(),
              hospital.doctor.id(),
              SigningKey.generate().point(),
              SigningKey.generate().point(),
              1,
              later);
      case STATUS -> hospital.status(hospital.nurse, 2, 1);
      case REGISTER -> hospital.register(hospital.patient, hospital.patient, id);
      case CONSENT ->
          hospital.consent(
              hospital.patient, hospital.patient, record, hospital.doctor.id(), 1, Effect.ALLOW);
      case ACCESS -> access();
      case ERASE -> Operation.of(kind, hospital.patient.id(), record, 1, later);
      case REVIEW -> Operation.of(kind, hospital.doctor.id(), id, 1, id, later, later);
      case STORE -> hospital.store(hospital.store, 1, 5);
      case MANDATE ->
          Operation.of(
              kind,
              hospital.registrar.id(),
              hospital.doctor.id(),
              hospital.organisation,
              0,
              later,
              1,
              later);
    };
  }

  /** The reason with words in the place of signatures, for what is checked before them. */
  private static RejectionReason rejectedUnsigned(Operation operation) {
    return hospital.rejected(
        operation.frame(Hospital.times(2 * operation.kind().signatures(), i -> Operation.word(1))));
  }

  private static RejectionReason rejectedBy(Person signer, Operation operation) {
    return hospital.rejected(operation.with(0, signer.id()).frame(hospital.registry, signer.key()));
  }

  private static RejectionReason enrolmentBy(Person signer, Operation enrol, Person person) {
    return hospital.rejected(
        enrol.with(0, signer.id()).frame(hospital.registry, signer.key(), person.key()));
  }
}
