package org.anamnesis.record.operation;

import java.util.Optional;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Who is who, as the ledger service knows it. */
@Component
public final class Directory {
  private final LedgerClient ledger;
  private final Outbox outbox;

  Directory(LedgerClient ledger, Outbox outbox) {
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /** A participant, empty if nobody enrolled them. */
  public Optional<LedgerAnswers.Participant> find(ParticipantId id) {
    return ledger.participant(id, outbox.lastAnchoredBlock(id));
  }

  /** Whether somebody is an auditor of the organisation that has a store. */
  public boolean isAuditorOf(StoreId store, ParticipantId id) {
    return find(id)
        .filter(it -> it.role() == Role.AUDITOR && it.isActive())
        .flatMap(it ->
            ledger
                .store(store, outbox.lastAnchoredBlock(store))
                .filter(known -> known.organisation().equals(it.organisation())))
        .isPresent();
  }

  /** Refuses if the chain does not have this service's store, or has it as closed. */
  public void requireOpen(StoreId store) {
    if (ledger
        .store(store, outbox.lastAnchoredBlock(store))
        .filter(it -> it.status() == StoreStatus.ACTIVE)
        .isEmpty()) {
      throw new ProblemException(
          ProblemType.STORE_CLOSED,
          "This store is closed; it keeps what it has and takes no more.");
    }
  }

  /** A participant that a request names; otherwise {@code unknown-participant}. */
  public LedgerAnswers.Participant require(ParticipantId id) {
    return find(id)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.UNKNOWN_PARTICIPANT,
                "A participant that the request names is not enrolled, or not yet."));
  }
}
