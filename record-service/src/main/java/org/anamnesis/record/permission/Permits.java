package org.anamnesis.record.permission;

import java.time.Clock;
import java.util.Optional;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.ledger.PermissionQuestion;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the local denials, then the ledger service. Nothing of it is cached. */
@Component
public final class Permits {
  private final LedgerClient ledger;
  private final Denials denials;
  private final Clock clock;

  Permits(LedgerClient ledger, Denials denials, Clock clock) {
    this.ledger = ledger;
    this.denials = denials;
    this.clock = clock;
  }

  /** Whether the caller may read a version, and on what basis. */
  public Optional<Basis> toRead(
      Caller caller, ParticipantId patient, RecordId record, long version, Purpose purpose) {
    return ask(caller, patient, record, version, Permission.READ, purpose);
  }

  /** Whether the caller is the patient or may write for them. */
  public boolean toContribute(Caller caller, ParticipantId patient) {
    return ask(caller, patient, RecordId.ZERO, 0, Permission.CONTRIBUTE, null).isPresent();
  }

  /** Whether the caller is the patient or may sign consents for them, for a record or all. */
  public boolean toDecide(Caller caller, ParticipantId patient, RecordId record) {
    return caller.participant().equals(patient)
        || ask(caller, patient, record, 0, Permission.DELEGATE, null).isPresent();
  }

  private Optional<Basis> ask(
      Caller caller,
      ParticipantId patient,
      RecordId record,
      long version,
      Permission permission,
      @Nullable Purpose purpose) {
    ParticipantId actor = caller.participant();
    Denials.Known known = denials.about(patient, actor, caller.organisation(), record);
    // A patient is nobody's grantee of themselves; what they decide of their organisation is not
    // about them (PROTOCOL.md section 3).
    if (known.denied() && !actor.equals(patient)) {
      return Optional.empty();
    }
    PermissionQuestion question =
        new PermissionQuestion(
            patient, actor, record, version, permission, purpose, clock.instant().getEpochSecond());
    LedgerAnswers.Permitted answer = ledger.permission(question, known.block());
    if (!answer.permitted()) {
      return Optional.empty();
    }
    return answer.decidedBasis();
  }
}
