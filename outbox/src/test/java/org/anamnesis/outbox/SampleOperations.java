package org.anamnesis.outbox;

import java.security.SecureRandom;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Signed operations whose ids are random; the outbox does not ask whether they make sense. */
final class SampleOperations {
  static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x5fbdb2315678afecb367f032d93f642f64180aa3"));
  static final long NOW = 1_764_000_000;
  static final SigningKey KEY = SigningKey.generate();

  private static final SecureRandom RANDOM = new SecureRandom();

  private SampleOperations() {}

  static byte[] octets() {
    byte[] octets = new byte[32];
    RANDOM.nextBytes(octets);
    return octets;
  }

  static ParticipantId participant() {
    return ParticipantId.of(octets());
  }

  static Operation.Register register(ParticipantId author, RecordId record, ParticipantId patient) {
    return register(author, record, patient, NOW + 600);
  }

  static Operation.Register register(
      ParticipantId author, RecordId record, ParticipantId patient, long validUntil) {
    return new Operation.Register(
        author,
        record,
        Hash.of(octets()),
        1,
        patient,
        StoreId.of(octets()),
        1,
        Hash.of(octets()),
        4096,
        Hash.ZERO,
        Hash.of(octets()),
        Hash.of(octets()),
        validUntil);
  }

  static Operation.Register register() {
    return register(participant(), RecordId.of(octets()), participant());
  }

  static Operation.Access access(ParticipantId actor, RecordId record, ParticipantId patient) {
    return new Operation.Access(
        actor,
        record,
        1,
        patient,
        Purpose.TREAT,
        Basis.CONSENT,
        Hash.ZERO,
        StoreId.of(octets()),
        NOW,
        Hash.of(octets()));
  }

  static AcceptedOperation accepted(Operation operation) {
    return accepted(operation, NOW);
  }

  static AcceptedOperation accepted(Operation operation, long acceptedAt) {
    SignedOperation signed = SignedOperation.sign(operation, REGISTRY, KEY);
    return new AcceptedOperation(signed, acceptedAt, acceptedAt + 600, KEY.sign(octets()));
  }
}
