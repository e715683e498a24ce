package org.anamnesis.ledger.record.web;

import java.time.Clock;
import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.ledger.index.Unsigned;
import org.anamnesis.ledger.record.Head;
import org.anamnesis.ledger.record.HeadReaders;
import org.anamnesis.ledger.record.Heads;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Heads of records. A record that the caller may not see is as unknown as one that does not exist.
 */
@RestController
class HeadController {
  private final Snapshots snapshots;
  private final Heads heads;
  private final HeadReaders readers;
  private final Clock clock;

  HeadController(Snapshots snapshots, Heads heads, HeadReaders readers, Clock clock) {
    this.snapshots = snapshots;
    this.heads = heads;
    this.readers = readers;
    this.clock = clock;
  }

  /** For the patient, delegates, authors, readers and the auditors of the store's organisation. */
  @GetMapping("/v1/records/{id}/head")
  LedgerAnswers.Head head(Caller caller, @PathVariable RecordId id) {
    long now = clock.instant().getEpochSecond();
    return snapshots.read(last ->
        heads
            .find(id)
            .filter(head -> readers.maySee(caller.participant(), head, now))
            .map(HeadController::answer)
            .orElseThrow(HeadController::unknown));
  }

  /** For the other services. */
  @GetMapping("/internal/records/{id}")
  LedgerAnswers.Head head(
      @PathVariable RecordId id, @RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(
        minBlock,
        last -> heads.find(id).map(HeadController::answer).orElseThrow(HeadController::unknown));
  }

  private static LedgerAnswers.Head answer(Head it) {
    return new LedgerAnswers.Head(
        it.record(),
        it.version(),
        it.patient(),
        it.author(),
        it.store(),
        it.suite(),
        it.contentHash(),
        Unsigned.number(it.sealedLength()),
        it.metadataHash(),
        it.keyCommitment(),
        it.operation(),
        it.block(),
        it.transaction().text(),
        it.time());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_RECORD, "There is no such record, or the caller may not see it.");
  }
}
