package org.anamnesis.record.access;

import java.util.List;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.record.ListedRecord;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.serviceweb.page.Page;

/** What an accepted access opens. */
public sealed interface Access {
  /** The accepted ACCESS. */
  StoredOperation operation();

  /**
   * A version.
   *
   * @param ticket for its octets
   * @param expiresAt when the ticket ends, Unix seconds
   * @param envelope the reader's
   */
  record ToVersion(
      StoredOperation operation,
      Octets ticket,
      long expiresAt,
      SealedVersion version,
      SegmentHashes segmentHashes,
      Envelope envelope)
      implements Access {}

  /** A page of a patient's records. */
  record ToListing(StoredOperation operation, Page<ListedRecord> page) implements Access {
    /** The records of the page. */
    public List<ListedRecord> items() {
      return page.items();
    }
  }
}
