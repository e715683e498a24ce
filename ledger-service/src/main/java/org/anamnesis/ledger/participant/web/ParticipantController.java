package org.anamnesis.ledger.participant.web;

import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.ledger.index.Unsigned;
import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.ledger.participant.Stores;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The directory. */
@RestController
class ParticipantController {
  private final Snapshots snapshots;
  private final Participants participants;
  private final Stores stores;

  ParticipantController(Snapshots snapshots, Participants participants, Stores stores) {
    this.snapshots = snapshots;
    this.participants = participants;
    this.stores = stores;
  }

  /** For anybody signed in. */
  @GetMapping("/v1/participants/{id}")
  DirectoryAnswer participant(@PathVariable ParticipantId id) {
    return snapshots.read(
        last -> DirectoryAnswer.of(find(id), participants.history(id), last.number()));
  }

  /** For the other services. */
  @GetMapping("/internal/participants/{id}")
  DirectoryAnswer participant(
      @PathVariable ParticipantId id, @RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(minBlock, last -> DirectoryAnswer.of(find(id), null, last.number()));
  }

  private Participant find(ParticipantId id) {
    return participants
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.UNKNOWN_PARTICIPANT, "The chain has no participant of this id."));
  }

  /** For the other services. */
  @GetMapping("/internal/stores/{id}")
  LedgerAnswers.Store store(
      @PathVariable StoreId id, @RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(
        minBlock,
        last ->
            stores
                .find(id)
                .map(it ->
                    new LedgerAnswers.Store(
                        it.id(),
                        it.organisation(),
                        it.signingKey(),
                        it.status(),
                        Unsigned.number(it.sequence())))
                .orElseThrow(() ->
                    new ProblemException(
                        ProblemType.NOT_FOUND, "The chain has no store of this id.")));
  }
}
