package org.anamnesis.ledger.permission.web;

import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.ledger.index.Unsigned;
import org.anamnesis.ledger.permission.Consent;
import org.anamnesis.ledger.permission.Consents;
import org.anamnesis.ledger.permission.Decisions;
import org.anamnesis.ledger.permission.Recipients;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.serviceweb.page.Cursor;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A patient's consents. Whose business they are not learns nothing, not even whether there is such
 * a patient.
 */
@RestController
class ConsentController {
  private static final String CONSENTS = "consents";
  private static final String RECIPIENTS = "recipients";

  private final Snapshots snapshots;
  private final Decisions decisions;
  private final Consents consents;
  private final Recipients recipients;
  private final Clock clock;

  ConsentController(
      Snapshots snapshots,
      Decisions decisions,
      Consents consents,
      Recipients recipients,
      Clock clock) {
    this.snapshots = snapshots;
    this.decisions = decisions;
    this.consents = consents;
    this.recipients = recipients;
    this.clock = clock;
  }

  /** An entry that is in force or to come. */
  record ConsentAnswer(
      OperationId operation,
      RecordId record,
      Id grantee,
      Roles roles,
      Permissions permissions,
      Purposes purposes,
      Effect effect,
      BigInteger notBefore,
      BigInteger notAfter,
      BigInteger sequence,
      ParticipantId signer,
      long block,
      long time) {
    static ConsentAnswer of(Consent it) {
      return new ConsentAnswer(
          it.operation(),
          it.record(),
          it.grantee(),
          it.roles(),
          it.permissions(),
          it.purposes(),
          it.effect(),
          Unsigned.number(it.notBefore()),
          Unsigned.number(it.notAfter()),
          Unsigned.number(it.sequence()),
          it.signer(),
          it.position().block(),
          it.time());
    }
  }

  /** For the patient and delegates, newest first. */
  @GetMapping("/v1/patients/{patient}/consents")
  Page<ConsentAnswer> consents(
      Caller caller, @PathVariable ParticipantId patient, PageRequest page) {
    long now = clock.instant().getEpochSecond();
    Position before =
        page.cursor(CONSENTS, 2)
            .map(c -> new Position(c.number(0), (int) c.number(1)))
            .orElse(Position.END);
    return snapshots.read(last -> {
      allow(decisions.speaksFor(caller.participant(), patient, RecordId.ZERO, now));
      List<Consent> rows = consents.inForceOrToCome(patient, now, before, page.limit() + 1);
      return Page.of(
              CONSENTS,
              rows,
              page,
              it -> Cursor.after(it.position().block(), it.position().index()))
          .map(ConsentAnswer::of);
    });
  }

  /** For the patient, delegates and holders of CONTRIBUTE, in the order of the ids. */
  @GetMapping("/v1/patients/{patient}/recipients")
  Page<Recipients.Recipient> recipients(
      Caller caller, @PathVariable ParticipantId patient, PageRequest page) {
    long now = clock.instant().getEpochSecond();
    Recipients.Recipient after =
        page.cursor(RECIPIENTS, 2)
            .map(c ->
                new Recipients.Recipient(c.key(0, ParticipantId::parse), c.key(1, RecordId::parse)))
            .orElse(Recipients.Recipient.START);
    return snapshots.read(last -> {
      allow(
          decisions.speaksFor(caller.participant(), patient, RecordId.ZERO, now)
              || decisions.mayContribute(caller.participant(), patient, now));
      List<Recipients.Recipient> rows = recipients.of(patient, now, after, page.limit() + 1);
      return Page.of(RECIPIENTS, rows, page, it -> Cursor.after(it.participant(), it.record()));
    });
  }

  private static void allow(boolean allowed) {
    if (!allowed) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Only the patient, and who may act for them, can ask for this.");
    }
  }
}
