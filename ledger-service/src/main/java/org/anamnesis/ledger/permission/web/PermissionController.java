package org.anamnesis.ledger.permission.web;

import java.math.BigInteger;
import org.anamnesis.ledger.index.AsOf;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.ledger.index.Unsigned;
import org.anamnesis.ledger.permission.Consents;
import org.anamnesis.ledger.permission.Decisions;
import org.anamnesis.ledger.permission.Inquiry;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Decision;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the other services ask before they act for somebody. */
@RestController
class PermissionController {
  private final Snapshots snapshots;
  private final Decisions decisions;
  private final Consents consents;

  PermissionController(Snapshots snapshots, Decisions decisions, Consents consents) {
    this.snapshots = snapshots;
    this.decisions = decisions;
    this.consents = consents;
  }

  private static LedgerAnswers.Permitted answer(AsOf<Decision> decided) {
    Checkpoint last = decided.last();
    return switch (decided.answer()) {
      case Decision.Permitted it ->
          new LedgerAnswers.Permitted(true, it.basis().number(), last.number(), last.time());
      case Decision.Refused it -> new LedgerAnswers.Permitted(false, 0, last.number(), last.time());
    };
  }

  /**
   * The protocol's rule. The record is zero for all of the patient's, the version 0 for the head.
   */
  @GetMapping("/internal/permission")
  LedgerAnswers.Permitted permission(
      @RequestParam ParticipantId patient,
      @RequestParam ParticipantId actor,
      @RequestParam(defaultValue = ALL) RecordId record,
      @RequestParam(defaultValue = "0") long version,
      @RequestParam int permission,
      @RequestParam(defaultValue = "0") int purpose,
      @RequestParam long time,
      @RequestParam(defaultValue = "0") long minBlock) {
    Permission asked =
        Numbered.find(Permission.class, permission).orElseThrow(() -> malformed("permission"));
    if (purpose != 0 && Numbered.find(Purpose.class, purpose).isEmpty()) {
      throw malformed("purpose");
    }
    Inquiry inquiry =
        new Inquiry(
            patient,
            actor,
            record,
            version,
            asked,
            Numbered.find(Purpose.class, purpose).orElse(null),
            time);
    return answer(snapshots.askFrom(minBlock, () -> decisions.decideAlone(inquiry)));
  }

  /** The last entry of (patient, record, grantee). */
  @GetMapping("/internal/consents")
  LedgerAnswers.ConsentState sequence(
      @RequestParam ParticipantId patient,
      @RequestParam(defaultValue = ALL) RecordId record,
      @RequestParam Hash grantee,
      @RequestParam(defaultValue = "0") long minBlock) {
    return snapshots.readFrom(
        minBlock,
        last ->
            consents
                .find(patient, record, grantee)
                .map(it ->
                    new LedgerAnswers.ConsentState(Unsigned.number(it.sequence()), it.effect()))
                .orElse(new LedgerAnswers.ConsentState(BigInteger.ZERO, Effect.NONE)));
  }

  private static ProblemException malformed(String parameter) {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST, "The parameter " + parameter + " has no such value.");
  }

  private static final String ALL =
      "0000000000000000000000000000000000000000000000000000000000000000";
}
