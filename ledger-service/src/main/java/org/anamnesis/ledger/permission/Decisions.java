package org.anamnesis.ledger.permission;

import java.util.Optional;
import org.anamnesis.ledger.index.AsOf;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Decision;
import org.springframework.stereotype.Component;

/**
 * The protocol's rule over what the index holds (PROTOCOL.md section 3, "Who may"). Asked within a
 * {@link org.anamnesis.ledger.index.Snapshots snapshot}, so that participants, records and consents
 * are those of one block. Nothing is cached.
 */
@Component
public class Decisions {
  private final Inquiries inquiries;

  Decisions(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /**
   * Decides. An actor or a patient whom the chain does not know, or a record of another patient, is
   * refused.
   */
  public Decision decide(Inquiry asked) {
    return facts(asked).decide(asked, asked.purpose());
  }

  /** The same outside a snapshot, in one of its own; empty before the first indexed block. */
  public Optional<AsOf<Decision>> decideAlone(Inquiry asked) {
    return inquiries
        .facts(asked)
        .map(facts -> new AsOf<>(facts.answer().decide(asked, asked.purpose()), facts.last()));
  }

  /**
   * Whether the caller is the patient, or holds DELEGATE from them for the record (zero: for all).
   */
  public boolean speaksFor(
      ParticipantId caller, ParticipantId patient, RecordId record, long time) {
    return caller.equals(patient)
        || isPermitted(
            decide(new Inquiry(patient, caller, record, 0, Permission.DELEGATE, null, time)));
  }

  /** Whether the actor may write new records of the patient. */
  public boolean mayContribute(ParticipantId actor, ParticipantId patient, long time) {
    return isPermitted(
        decide(new Inquiry(patient, actor, RecordId.ZERO, 0, Permission.CONTRIBUTE, null, time)));
  }

  /**
   * Whether the actor may read the head of the record (zero: all of them) for any purpose at all.
   */
  public boolean mayReadForSomePurpose(
      ParticipantId actor, ParticipantId patient, RecordId record, long time) {
    Inquiry asked = new Inquiry(patient, actor, record, 0, Permission.READ, null, time);
    return facts(asked).permitForSomePurpose(asked);
  }

  private static boolean isPermitted(Decision decision) {
    return decision instanceof Decision.Permitted;
  }

  private Facts facts(Inquiry asked) {
    return inquiries
        .facts(asked)
        .orElseThrow(() -> new IllegalStateException("a snapshot has a last block"))
        .answer();
  }
}
