package org.anamnesis.record.access;

import java.util.List;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.KeptEnvelopes;
import org.anamnesis.record.record.ListedRecord;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.page.Cursor;
import org.anamnesis.serviceweb.page.Page;
import org.anamnesis.serviceweb.page.PageRequest;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;

/** A reader's list of a patient's anchored records, opened by an ACCESS with record 0. */
@Component
public final class Listing {
  private static final String LIST = "listing";

  private final Accesses accesses;
  private final Versions versions;
  private final KeptEnvelopes envelopes;
  private final Permits permits;

  Listing(Accesses accesses, Versions versions, KeptEnvelopes envelopes, Permits permits) {
    this.accesses = accesses;
    this.versions = versions;
    this.envelopes = envelopes;
    this.permits = permits;
  }

  /** A page; a record that its own consent entry closes to the reader is left out. */
  public Access.ToListing of(
      ParticipantId patient, SignedOperation signed, Caller caller, PageRequest page) {
    long before = page.cursor(LIST, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
    StoredOperation accepted = accesses.toListing(patient, signed, caller);
    Operation.Access access = (Operation.Access) signed.operation();
    List<SealedVersion> rows = versions.of(patient, null, true, before, page.limit() + 1);
    Page<SealedVersion> all = Page.of(LIST, rows, page, row -> Cursor.after(row.seq()));
    List<ListedRecord> open =
        all.items().stream()
            .filter(row ->
                permits
                    .toRead(caller, patient, row.record(), row.version(), access.purpose())
                    .isPresent())
            .map(row ->
                ListedRecord.opened(row, envelopes.of(row, caller.participant()).orElse(null)))
            .toList();
    return new Access.ToListing(accepted, new Page<>(open, all.next()));
  }
}
