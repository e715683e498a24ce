package org.anamnesis.ledger.audit;

import java.util.Optional;
import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.ledger.permission.Decisions;
import org.anamnesis.ledger.record.Head;
import org.anamnesis.ledger.record.Heads;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.springframework.stereotype.Component;

/** Who may ask what of the trail. */
@Component
class TrailReaders {
  private final Participants participants;
  private final Decisions decisions;
  private final Heads heads;

  TrailReaders(Participants participants, Decisions decisions, Heads heads) {
    this.participants = participants;
    this.decisions = decisions;
    this.heads = heads;
  }

  /**
   * The query within the caller's bounds: their own history or one that they act for, their own
   * deeds, or as an auditor the stores of their organisation.
   *
   * @return empty if it lies outside; that a patient or a record exists makes no difference
   */
  Optional<TrailQuery> bound(TrailQuery asked, ParticipantId caller, long time) {
    Optional<Participant> known = participants.find(caller);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (caller.equals(asked.actor())) {
      return Optional.of(asked);
    }
    RecordId record = asked.record() == null ? RecordId.ZERO : asked.record();
    Optional<ParticipantId> patient =
        Optional.ofNullable(asked.patient()).or(() -> heads.find(record).map(Head::patient));
    if (patient.filter(p -> decisions.speaksFor(caller, p, record, time)).isPresent()) {
      return patient.map(asked::ofPatient);
    }
    return known
        .filter(it -> it.role() == Role.AUDITOR)
        .map(auditor -> asked.ofOrganisation(auditor.organisation()));
  }
}
