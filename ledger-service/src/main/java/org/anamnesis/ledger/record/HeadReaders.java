package org.anamnesis.ledger.record;

import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.ledger.participant.Stores;
import org.anamnesis.ledger.permission.Decisions;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.ParticipantId;
import org.springframework.stereotype.Component;

/** Who may see the head of a record. */
@Component
public class HeadReaders {
  private final Heads heads;
  private final Participants participants;
  private final Stores stores;
  private final Decisions decisions;

  HeadReaders(Heads heads, Participants participants, Stores stores, Decisions decisions) {
    this.heads = heads;
    this.participants = participants;
    this.stores = stores;
    this.decisions = decisions;
  }

  /**
   * The patient, a delegate, an author of any version, who may read it, an auditor of the store's
   * organisation.
   */
  public boolean maySee(ParticipantId caller, Head head, long time) {
    return decisions.speaksFor(caller, head.patient(), head.record(), time)
        || decisions.mayReadForSomePurpose(caller, head.patient(), head.record(), time)
        || participants
            .find(caller)
            .filter(Participant::isActive)
            .filter(active -> heads.wrote(caller, head.record()) || audits(active, head))
            .isPresent();
  }

  private boolean audits(Participant caller, Head head) {
    return caller.role() == Role.AUDITOR
        && stores
            .find(head.store())
            .filter(store -> store.organisation().equals(caller.organisation()))
            .isPresent();
  }
}
