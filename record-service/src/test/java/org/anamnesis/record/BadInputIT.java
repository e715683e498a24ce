package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.operation.Operation.Register;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadInputIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();
  private final Draft good = Draft.of(ward.nurse, ward.patient, 3000);
  private long accepted;

  @AfterEach
  void nothingIsDoneAndNothingLeft() {
    hospital.ledger().store(StoreStatus.ACTIVE);
    assertThat(ward.accepted()).isEqualTo(accepted);
    assertThat(ward.leftAfterTheNextSweep()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRequest() {
    assertThat(raw("{").problem()).isEqualTo("malformed-request");
    assertThat(raw("{\"surplus\": 1}").problem()).isEqualTo("malformed-request");
    assertThat(
            wire.send(
                    wire.as(ward.nurse, "/v1/records")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x")))
                .problem())
        .isEqualTo("unsupported-media-type");
    assertThat(wire.get(ward.nurse, "/v1/operations/abc").problem()).isEqualTo("malformed-request");
    assertThat(wire.post(ward.nurse, "/v1/stores?wait=long", Map.of()).problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void refusesWhatIsTooLarge() {
    String json = "{\"metadata\": \"" + "A".repeat(2 << 20) + "\"}";
    Answer unannounced =
        wire.send(
            wire.as(ward.nurse, "/v1/records")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII)))));

    assertThat(raw(json).problem()).isEqualTo("request-too-large");
    assertThat(unannounced.problem()).isEqualTo("request-too-large");
    assertThat(with("metadata", Octets.of(Draft.octets((64 << 10) + 1))))
        .isEqualTo("request-too-large");
    assertThat(register(ward.nurse, r -> sized(r, (64L << 30) + 1))).isEqualTo("request-too-large");
    assertThat(register(ward.nurse, r -> sized(r, -1))).isEqualTo("request-too-large");
  }

  @Test
  void refusesOperationsThatSayTheWrongThing() {
    assertThat(register(ward.nurse, r -> changed(r, RecordId.of(Draft.octets(32)), r.store(), 1)))
        .isEqualTo("record-id-mismatch");
    assertThat(register(ward.nurse, r -> changed(r, r.record(), StoreId.of(Draft.octets(32)), 1)))
        .isEqualTo("wrong-store");
    assertThat(register(ward.nurse, r -> changed(r, r.record(), r.store(), 2)))
        .isEqualTo("unsupported-version");
    assertThat(register(ward.nurse, r -> lasting(r, hospital.clock().now() - 1)))
        .isEqualTo("operation-expired");
    assertThat(register(ward.nurse, r -> lasting(r, hospital.clock().now() + 5)))
        .isEqualTo("operation-expired");
    assertThat(register(ward.nurse, r -> of(r, Person.of(Role.PATIENT).id())))
        .isEqualTo("missing-envelope");
    assertThat(register(ward.stranger, r -> r)).isEqualTo("not-permitted");
  }

  @Test
  void refusesWhatIsNewWhileItsStoreIsClosed() {
    hospital.ledger().store(StoreStatus.CLOSED);

    assertThat(begin(good)).isEqualTo("store-closed");
    hospital.ledger().store(StoreStatus.ACTIVE);
    assertThat(wire.post(ward.nurse, "/v1/records", good.request()).status()).isEqualTo(201);
  }

  @Test
  void refusesASecondRegistrationOfAVersionUnlessTheFirstWasRejected() {
    ward.send(good);
    accepted = 1;
    SignedOperation other = sameVersionByAnotherOperation();

    assertThat(with("operation", other)).isEqualTo("version-conflict");
    hospital.integrator().reject(good.id(), RejectionReason.NOT_AUTHORISED);
    assertThat(with("operation", other)).isEqualTo("no problem but 201");
  }

  private SignedOperation sameVersionByAnotherOperation() {
    Register first = (Register) good.signed().operation();
    return Ward.sign(lasting(first, first.validUntil() - 60), ward.nurse);
  }

  @Test
  void refusesAPatientWhoIsNone() {
    Draft unknown = Draft.of(ward.nurse, Person.of(Role.PATIENT), 3000);
    Draft doctor = Draft.of(ward.nurse, ward.doctor, 3000);

    assertThat(begin(unknown)).isEqualTo("unknown-participant");
    assertThat(begin(doctor)).isEqualTo("unknown-participant");
  }

  @Test
  void refusesSignersWhoMayNot() {
    Person nobody = Person.of(Role.NURSE);
    Person suspended = Person.of(Role.NURSE);
    hospital.ledger().status(suspended, ParticipantStatus.SUSPENDED);

    assertThat(wire.post(ward.doctor, "/v1/records", good.request()).problem())
        .isEqualTo("signer-mismatch");
    assertThat(register(nobody, r -> r)).isEqualTo("unknown-signer");
    assertThat(register(suspended, r -> r)).isEqualTo("participant-not-active");
  }

  @Test
  void refusesSignaturesAndNetworksThatDoNotHold() {
    SignedOperation forged =
        SignedOperation.sign(good.signed().operation(), Hospital.REGISTRY, ward.stranger.signing());
    SignedOperation elsewhere =
        SignedOperation.sign(
            good.signed().operation(),
            new Registry(1337, new EthereumAddress("0x" + "ef".repeat(20))),
            ward.nurse.signing());
    SignedOperation access =
        Ward.sign(ward.access(ward.nurse, good.record(), Basis.AUTHOR), ward.nurse);

    assertThat(with("operation", forged)).isEqualTo("bad-signature");
    assertThat(with("operation", elsewhere)).isEqualTo("wrong-network");
    assertThat(with("operation", access)).isEqualTo("wrong-kind");
    assertThat(
            with(
                "operation",
                Map.of("message", Octets.of(Draft.octets(544)), "signatures", List.of())))
        .isEqualTo("malformed-operation");
  }

  @Test
  void refusesMetadataAndEnvelopesThatDoNotFit() {
    Envelope patients = good.envelopes().get(0);
    Envelope authors = good.envelopes().get(1);
    Draft other = Draft.of(ward.nurse, ward.patient, 3000);
    byte[] offCurve = patients.envelope().bytes();
    offCurve[5] ^= 1;

    assertThat(with("metadata", Octets.of(Draft.octets(50)))).isEqualTo("metadata-mismatch");
    assertThat(with("category", Category.IMAGING)).isEqualTo("metadata-mismatch");
    assertThat(with("category", 77)).isEqualTo("malformed-request");
    assertThat(with("time", -1)).isEqualTo("malformed-request");
    assertThat(with("time", Metadata.LARGEST + 1)).isEqualTo("malformed-request");
    assertThat(with("time", Metadata.LARGEST)).isEqualTo("metadata-mismatch");
    assertThat(with("envelopes", Collections.singletonList(null))).isEqualTo("malformed-request");
    assertThat(with("envelopes", List.of(patients))).isEqualTo("missing-envelope");
    assertThat(with("envelopes", List.of(authors))).isEqualTo("missing-envelope");
    assertThat(with("envelopes", List.of(patients, authors, other.envelopes().get(0))))
        .isEqualTo("malformed-envelope");
    assertThat(with("envelopes", List.of(authors, changed(patients, Octets.of(offCurve)))))
        .isEqualTo("malformed-envelope");
    assertThat(with("envelopes", List.of(authors, good.envelopeFor(ward.patient, ward.stranger))))
        .isEqualTo("malformed-envelope");
    assertThat(rows()).isZero();
  }

  private Answer raw(String json) {
    return wire.send(
        wire.as(ward.nurse, "/v1/records")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String begin(Draft draft) {
    return wire.post(draft.author(), "/v1/records", draft.request()).problem();
  }

  private String register(Person author, UnaryOperator<Register> change) {
    return begin(Draft.of(author, ward.patient, 3000, change));
  }

  private String with(String name, Object value) {
    Map<String, Object> request = good.request();
    request.put(name, value);
    return wire.post(ward.nurse, "/v1/records", request).problem();
  }

  private long rows() {
    return hospital
        .database()
        .sql("SELECT count(*) FROM records.sealed_version WHERE patient = :patient")
        .param("patient", ward.patient.id().bytes())
        .query(Long.class)
        .single();
  }

  private static Envelope changed(Envelope it, Octets octets) {
    return new Envelope(
        it.record(),
        it.version(),
        it.recipient(),
        it.keySequence(),
        octets,
        it.wrapper(),
        it.signature());
  }

  private static Register changed(Register it, RecordId record, StoreId store, long version) {
    return copy(it, record, store, version, it.patient(), it.sealedLength(), it.validUntil());
  }

  private static Register lasting(Register it, long validUntil) {
    return copy(
        it, it.record(), it.store(), it.version(), it.patient(), it.sealedLength(), validUntil);
  }

  private static Register of(Register it, ParticipantId patient) {
    return copy(
        it, it.record(), it.store(), it.version(), patient, it.sealedLength(), it.validUntil());
  }

  private static Register sized(Register it, long length) {
    return copy(it, it.record(), it.store(), it.version(), it.patient(), length, it.validUntil());
  }

  private static Register copy(
      Register it,
      RecordId record,
      StoreId store,
      long version,
      ParticipantId patient,
      long sealedLength,
      long validUntil) {
    return new Register(
        it.author(),
        record,
        it.salt(),
        version,
        patient,
        store,
        it.suite(),
        it.content(),
        sealedLength,
        Hash.ZERO,
        it.metadata(),
        it.keyCommitment(),
        validUntil);
  }
}
