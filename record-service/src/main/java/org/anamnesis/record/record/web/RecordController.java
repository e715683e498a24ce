package org.anamnesis.record.record.web;

import java.util.List;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.KeptEnvelopes;
import org.anamnesis.record.record.ListedRecord;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.page.Cursor;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists that need no ACCESS: the patient's own, a delegate's, and what an author wrote. */
@RestController
class RecordController {
  private static final String LIST = "records";

  private final Versions versions;
  private final KeptEnvelopes envelopes;
  private final Permits permits;

  RecordController(Versions versions, KeptEnvelopes envelopes, Permits permits) {
    this.versions = versions;
    this.envelopes = envelopes;
    this.permits = permits;
  }

  /**
   * The patient gets metadata and envelopes, a delegate metadata, anybody else what they wrote
   * themselves, without either.
   */
  @GetMapping("/v1/records")
  Page<ListedRecord> list(Caller caller, @RequestParam ParticipantId patient, PageRequest page) {
    boolean owner = caller.participant().equals(patient);
    boolean whole = owner || permits.toDecide(caller, patient, RecordId.ZERO);
    long before = page.cursor(LIST, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
    List<SealedVersion> rows =
        versions.of(patient, whole ? null : caller.participant(), false, before, page.limit() + 1);
    return Page.of(LIST, rows, page, row -> Cursor.after(row.seq()))
        .map(row -> {
          if (!whole) {
            return ListedRecord.bare(row);
          }
          return owner
              ? ListedRecord.opened(row, envelopes.of(row, patient).orElse(null))
              : ListedRecord.opened(row, null);
        });
  }

  /** The patient's own envelopes. */
  record EnvelopesAnswer(List<Envelope> items) {}

  /** For the patient alone: their envelope of every version. */
  @GetMapping("/v1/records/{id}/envelopes")
  EnvelopesAnswer envelopes(Caller caller, @PathVariable RecordId id) {
    List<SealedVersion> own =
        versions.of(id).stream()
            .filter(version -> version.patient().equals(caller.participant()))
            .toList();
    if (own.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNKNOWN_RECORD, "There is no such record, or it is not the caller's.");
    }
    return new EnvelopesAnswer(
        own.stream().flatMap(v -> envelopes.of(v, caller.participant()).stream()).toList());
  }
}
