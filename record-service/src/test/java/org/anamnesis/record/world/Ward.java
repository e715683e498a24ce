package org.anamnesis.record.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.upload.Sweeper;
import org.anamnesis.record.world.Wire.Answer;

/** A patient and people around them, and what they usually do. */
public final class Ward {
  /** The hospital. */
  public final Hospital hospital = Hospital.shared();

  /** Whose records they are. */
  public final Person patient = Person.of(Role.PATIENT);

  /** May contribute. */
  public final Person nurse = Person.of(Role.NURSE);

  /** May read. */
  public final Person doctor = Person.of(Role.DOCTOR);

  /** May nothing. */
  public final Person stranger = Person.of(Role.DOCTOR);

  /** May decide for the patient. */
  public final Person delegate = Person.of(Role.PATIENT);

  /** Audits. */
  public final Person auditor = Person.of(Role.AUDITOR);

  /** Enrols people. */
  public final Person registrar = Person.of(Role.REGISTRAR);

  private final Wire wire = hospital.wire();

  /** Enrols them all. */
  public Ward() {
    StubLedger ledger = hospital.ledger();
    hospital.clock().reset();
    ledger.down(false);
    ledger.enrol(patient, nurse, doctor, stranger, delegate, auditor, registrar);
    permitUsual(patient);
  }

  private void permitUsual(Person to) {
    StubLedger ledger = hospital.ledger();
    ledger.permit(to, nurse, Permission.CONTRIBUTE);
    ledger.permit(to, doctor, Permission.READ);
    ledger.permit(to, delegate, Permission.DELEGATE);
  }

  /** A record of the nurse's with an envelope for the doctor, accepted. */
  public Draft accepted(int length) {
    Draft draft = Draft.of(nurse, patient, length);
    draft.envelopes().add(draft.envelopeFor(doctor, nurse));
    send(draft);
    return draft;
  }

  /** Sends a draft until it is accepted. */
  public void send(Draft draft) {
    Answer begun = wire.post(draft.author(), "/v1/records", draft.request());
    Answer stored = wire.putOctets(draft.author(), upload(draft), 0, draft.content());
    if (stored.status() != 202) {
      throw new AssertionError(begun.problem() + ", then " + stored.problem());
    }
  }

  /** The same, anchored. */
  public Draft anchored(int length) {
    Draft draft = accepted(length);
    hospital.integrator().anchor(draft.id());
    hospital.ledger().head(draft.record(), patient, nurse);
    return draft;
  }

  /** The address of an upload. */
  public static String upload(Draft draft) {
    return "/v1/uploads/" + draft.id().hex();
  }

  /** An access as a reader signs it. */
  public Operation.Access access(Person reader, RecordId record, Basis basis) {
    return new Operation.Access(
        reader.id(),
        record,
        record.isZero() ? 0 : 1,
        patient.id(),
        Purpose.TREAT,
        basis,
        Hash.ZERO,
        Hospital.STORE,
        hospital.clock().now(),
        Hash.of(Draft.octets(32)));
  }

  /** Signs. */
  public static SignedOperation sign(Operation operation, Person... signers) {
    return SignedOperation.sign(
        operation,
        Hospital.REGISTRY,
        Arrays.stream(signers).map(Person::signing).toArray(SigningKey[]::new));
  }

  /** Sends an access. */
  public Answer read(Person reader, Draft draft, Operation.Access access) {
    return read(reader, draft, sign(access, reader));
  }

  /** Sends an access. */
  public Answer read(Person reader, Draft draft, SignedOperation access) {
    return wire.post(reader, "/v1/records/" + draft.record().hex() + "/access", access);
  }

  /** Fetches octets. */
  public Answer content(Person reader, Draft draft, String ticket, String range) {
    var request =
        wire.as(reader, "/v1/records/" + draft.record().hex() + "/versions/1/content")
            .header("Anamnesis-Ticket", ticket);
    return wire.send((range.isEmpty() ? request : request.header("Range", range)).GET());
  }

  /** Asks for an address of the store's own. */
  public Answer presigned(Person reader, Draft draft, String ticket) {
    return wire.send(
        wire.as(reader, "/v1/records/" + draft.record().hex() + "/versions/1/presigned-url")
            .header("Anamnesis-Ticket", ticket)
            .GET());
  }

  /** A consent about all records. */
  public Operation.Consent consent(Person signer, Person grantee, Effect effect, long sequence) {
    return consent(signer, RecordId.ZERO, grantee, effect, sequence);
  }

  /** A consent about one record. */
  public Operation.Consent consent(
      Person signer, RecordId record, Person grantee, Effect effect, long sequence) {
    return consent(signer, record, new Hash(grantee.id().value()), effect, sequence);
  }

  /** A consent to somebody or to an organisation. */
  public Operation.Consent consent(
      Person signer, RecordId record, Hash grantee, Effect effect, long sequence) {
    return new Operation.Consent(
        signer.id(),
        patient.id(),
        record,
        grantee,
        Roles.ALL,
        Permissions.of(Permission.READ),
        Purposes.of(Purpose.TREAT),
        effect,
        0,
        Operation.FOREVER,
        sequence,
        hospital.clock().now() + 3600);
  }

  /** Sends a consent. */
  public Answer decide(Person signer, Operation.Consent consent, Envelope... envelopes) {
    return wire.post(
        signer,
        "/v1/consents",
        Map.of("operation", sign(consent, signer), "envelopes", List.of(envelopes)));
  }

  /**
   * Enrols somebody here, with a certificate. If they are a patient, the nurse may contribute to
   * their records, the doctor read them, and the delegate decide.
   */
  public Person admitted(Role role) {
    Person newcomer = Person.of(role);
    Enrolment enrolment = Enrolment.of(newcomer, registrar);
    Answer accepted = wire.post(registrar, Enrolment.PATH, enrolment.request());
    if (accepted.status() != 202) {
      throw new AssertionError(accepted.problem());
    }
    hospital.integrator().anchor(enrolment.signed().id());
    hospital.ledger().enrol(newcomer);
    if (role == Role.PATIENT) {
      permitUsual(newcomer);
    }
    return newcomer;
  }

  /** Sends a new store of an organisation's. */
  public Answer enterStore(Person registrar, OrganisationId organisation) {
    Operation.Store store =
        new Operation.Store(
            registrar.id(),
            StoreId.of(Draft.octets(32)),
            organisation,
            SigningKey.generate().point(),
            StoreStatus.ACTIVE,
            1,
            hospital.clock().now() + 600);
    return wire.post(registrar, "/v1/stores", Map.of("operation", sign(store, registrar)));
  }

  /** How many operations of theirs were accepted. */
  public long accepted() {
    byte[][] ids =
        Stream.of(patient, nurse, doctor, stranger, delegate, auditor, registrar)
            .map(person -> person.id().bytes())
            .toArray(byte[][]::new);
    return hospital
        .database()
        .sql("SELECT count(*) FROM outbox.operation WHERE signer = ANY (:people)")
        .param("people", ids)
        .query(Long.class)
        .single();
  }

  /** Files of the object store that no accepted operation names, after two days and a sweep. */
  public List<String> leftAfterTheNextSweep() {
    hospital.clock().pass(Duration.ofDays(2));
    int swept;
    do {
      swept = hospital.bean(Sweeper.class).sweepOnce();
    } while (swept > 0);
    hospital.clock().reset();
    Set<String> operations =
        hospital
            .database()
            .sql("SELECT encode(id, 'hex') FROM outbox.operation")
            .query(String.class)
            .set();
    return hospital.bucket().files().stream()
        .filter(file -> !operations.contains(file.substring(file.lastIndexOf('/') + 1)))
        .toList();
  }
}
