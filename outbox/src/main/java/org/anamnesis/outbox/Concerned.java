package org.anamnesis.outbox;

import java.util.Optional;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;

/**
 * Whom and what an operation concerns besides its signer.
 *
 * @param patient whose record, consent or access it is
 * @param record the record named; none for "all records"
 * @param subject the participant, grantee or store named
 */
record Concerned(Optional<ParticipantId> patient, Optional<RecordId> record, Optional<Id> subject) {
  static Concerned by(Operation operation) {
    return switch (operation) {
      case Operation.Session o -> subject(o.participant());
      case Operation.Enrol o -> subject(o.participant());
      case Operation.Rotate o -> subject(o.participant());
      case Operation.Status o -> subject(o.participant());
      case Operation.Register o -> patient(o.patient(), o.record(), Optional.of(o.store()));
      case Operation.Consent o -> patient(o.patient(), o.record(), Optional.of(o.grantee()));
      case Operation.Access o -> patient(o.patient(), o.record(), Optional.of(o.store()));
      case Operation.Erase o -> patient(o.patient(), o.record(), Optional.empty());
      case Operation.Review o -> subject(o.access());
      case Operation.Store o -> subject(o.store());
      case Operation.Mandate o -> subject(o.auditor());
    };
  }

  private static Concerned subject(Id subject) {
    return new Concerned(Optional.empty(), Optional.empty(), Optional.of(subject));
  }

  private static Concerned patient(ParticipantId patient, RecordId record, Optional<Id> subject) {
    return new Concerned(
        Optional.of(patient), Optional.of(record).filter(r -> !r.isZero()), subject);
  }
}
