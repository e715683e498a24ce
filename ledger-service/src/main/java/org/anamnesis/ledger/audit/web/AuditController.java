package org.anamnesis.ledger.audit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.anamnesis.ledger.audit.AuditTrail;
import org.anamnesis.ledger.audit.Entry;
import org.anamnesis.ledger.audit.TrailQuery;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.serviceweb.page.Cursor;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail of accesses, registrations and consents. */
@RestController
class AuditController {
  private static final String AUDIT = "audit";

  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * An entry; purpose, basis and verdict are left out where the kind has none, as is a consent's
   * store.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryAnswer(
      OperationId operation,
      int kind,
      ParticipantId patient,
      RecordId record,
      long version,
      ParticipantId actor,
      @Nullable Integer purpose,
      @Nullable Integer basis,
      @Nullable StoreId store,
      long time,
      long block,
      String transaction,
      Entry.@Nullable Verdict verdict) {
    static EntryAnswer of(Entry it) {
      return new EntryAnswer(
          it.operation(),
          it.kind(),
          it.patient(),
          it.record(),
          it.version(),
          it.actor(),
          it.purpose(),
          it.basis(),
          it.store(),
          it.time(),
          it.position().block(),
          it.transaction().text(),
          it.verdict());
    }
  }

  /** Newest first; from is inside, to is outside. */
  @GetMapping("/v1/audit")
  Page<EntryAnswer> audit(
      Caller caller,
      @RequestParam @Nullable ParticipantId patient,
      @RequestParam @Nullable RecordId record,
      @RequestParam @Nullable ParticipantId actor,
      @RequestParam @Nullable Integer purpose,
      @RequestParam @Nullable Long from,
      @RequestParam @Nullable Long to,
      PageRequest page) {
    TrailQuery asked = new TrailQuery(patient, record, actor, purpose(purpose), null, from, to);
    Position before =
        page.cursor(AUDIT, 2)
            .map(c -> new Position(c.number(0), (int) c.number(1)))
            .orElse(Position.END);
    List<Entry> rows = trail.find(caller.participant(), asked, before, page.limit() + 1);
    return Page.of(
            AUDIT, rows, page, it -> Cursor.after(it.position().block(), it.position().index()))
        .map(EntryAnswer::of);
  }

  private static @Nullable Purpose purpose(@Nullable Integer number) {
    if (number == null) {
      return null;
    }
    return Numbered.find(Purpose.class, number)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.MALFORMED_REQUEST, "The parameter purpose has no such value."));
  }
}
