package org.anamnesis.protocol.vectors;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.ReviewOutcome;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.operation.Operation;

/** The people, places and operations of the vectors. Every value is a function of its name. */
final class Cast {
  static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x00a11a3e515000000000000000000000000000a1"));
  static final Charset ASCII = StandardCharsets.US_ASCII;
  static final long NOW = 1_800_000_000L;
  static final long LATER = 1_900_000_000L;

  static final VectorKey REGISTRAR = VectorKey.named("registrar");
  static final VectorKey PATIENT = VectorKey.named("patient");
  static final VectorKey NURSE = VectorKey.named("nurse");
  static final VectorKey DOCTOR = VectorKey.named("doctor");
  static final VectorKey STRANGER = VectorKey.named("stranger");
  static final VectorKey SERVICE = VectorKey.named("service");

  static final OrganisationId HOSPITAL = new OrganisationId(hash("hospital").value());
  static final StoreId STORE = new StoreId(hash("store").value());
  static final Hash SALT = hash("salt");
  static final RecordId RECORD = Operation.Register.recordId(NURSE.participant(), SALT);

  private Cast() {}

  static Hash hash(String name) {
    return Hash.sha256(("anamnesis vectors " + name).getBytes(StandardCharsets.UTF_8));
  }

  /** The key that a person's data keys are wrapped for. */
  static VectorKey encryptionKeyOf(VectorKey person) {
    return VectorKey.named(person.name() + " encryption");
  }

  static List<VectorKey> keys() {
    List<VectorKey> people = List.of(REGISTRAR, PATIENT, NURSE, DOCTOR, STRANGER, SERVICE);
    return people.stream().flatMap(k -> List.of(k, encryptionKeyOf(k)).stream()).toList();
  }

  static Operation.Enrol enrol(VectorKey person, Role role) {
    return new Operation.Enrol(
        REGISTRAR.participant(),
        person.participant(),
        person.point(),
        encryptionKeyOf(person).point(),
        role,
        HOSPITAL,
        hash(person.name() + " certificate"),
        LATER);
  }

  static Operation.Store store() {
    return new Operation.Store(
        REGISTRAR.participant(), STORE, HOSPITAL, SERVICE.point(), StoreStatus.ACTIVE, 1, LATER);
  }

  static Operation.Consent contribute() {
    return new Operation.Consent(
        PATIENT.participant(),
        PATIENT.participant(),
        RecordId.ZERO,
        new Hash(NURSE.participant().value()),
        Roles.ALL,
        Permissions.of(Permission.CONTRIBUTE),
        Purposes.ALL,
        Effect.ALLOW,
        0,
        Operation.FOREVER,
        1,
        LATER);
  }

  static Operation.Register register() {
    return new Operation.Register(
        NURSE.participant(),
        RECORD,
        SALT,
        1,
        PATIENT.participant(),
        STORE,
        1,
        hash("content"),
        0x1_0000_0001L,
        Hash.ZERO,
        hash("metadata"),
        hash("commitment"),
        LATER);
  }

  static Operation.Consent doctorsOfTheHospital(Effect effect, long sequence) {
    boolean none = effect == Effect.NONE;
    return new Operation.Consent(
        PATIENT.participant(),
        PATIENT.participant(),
        RECORD,
        new Hash(HOSPITAL.value()),
        none ? new Roles(0) : Roles.of(Role.DOCTOR, Role.NURSE),
        Permissions.of(Permission.READ, Permission.EMERGENCY),
        none ? new Purposes(0) : Purposes.of(Purpose.TREAT, Purpose.ETREAT),
        effect,
        NOW - 1000,
        LATER,
        sequence,
        LATER);
  }

  static Operation.Access access() {
    return new Operation.Access(
        DOCTOR.participant(),
        RECORD,
        1,
        PATIENT.participant(),
        Purpose.TREAT,
        Basis.CONSENT,
        Hash.ZERO,
        STORE,
        NOW,
        hash("nonce"));
  }

  static Operation.Access listing() {
    return new Operation.Access(
        PATIENT.participant(),
        RecordId.ZERO,
        0,
        PATIENT.participant(),
        Purpose.PATRQT,
        Basis.OWNER,
        hash("reason"),
        STORE,
        NOW,
        hash("nonce of a listing"));
  }

  static Operation.Status status() {
    return new Operation.Status(
        REGISTRAR.participant(),
        NURSE.participant(),
        ParticipantStatus.SUSPENDED,
        7,
        hash("reason"),
        LATER);
  }

  static Operation.Session session() {
    return new Operation.Session(
        PATIENT.participant(),
        Hash.sha256("http://127.0.0.1:8080".getBytes(StandardCharsets.US_ASCII)),
        hash("server nonce"),
        NOW);
  }

  static Operation.Rotate rotate() {
    VectorKey next = VectorKey.named("doctor 2");
    return new Operation.Rotate(
        DOCTOR.participant(),
        DOCTOR.participant(),
        next.point(),
        encryptionKeyOf(next).point(),
        1,
        LATER);
  }

  static Operation.Erase erase() {
    return new Operation.Erase(PATIENT.participant(), RECORD, 1, LATER);
  }

  static Operation.Review review() {
    return new Operation.Review(
        DOCTOR.participant(),
        new OperationId(hash("access").value()),
        ReviewOutcome.UNCLEAR,
        hash("reason"),
        NOW,
        LATER);
  }

  static Operation.Mandate mandate() {
    return new Operation.Mandate(
        REGISTRAR.participant(), STRANGER.participant(), HOSPITAL, NOW, LATER, 1, LATER);
  }
}
