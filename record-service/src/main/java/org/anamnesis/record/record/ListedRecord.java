package org.anamnesis.record.record;

import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A version in a list.
 *
 * @param metadata sealed; null for who may not read it
 * @param envelope the caller's own, if it may leave
 */
public record ListedRecord(
    RecordId record,
    long version,
    ParticipantId patient,
    ParticipantId author,
    Category category,
    long sealedLength,
    long time,
    OperationId operation,
    String state,
    @Nullable Octets metadata,
    @Nullable Envelope envelope) {
  /** Clear fields alone. */
  public static ListedRecord bare(SealedVersion it) {
    return of(it, null, null);
  }

  /** With sealed metadata, and an envelope if there is one. */
  public static ListedRecord opened(SealedVersion it, @Nullable Envelope envelope) {
    return of(it, it.metadata(), envelope);
  }

  private static ListedRecord of(
      SealedVersion it, @Nullable Octets metadata, @Nullable Envelope envelope) {
    return new ListedRecord(
        it.record(),
        it.version(),
        it.patient(),
        it.author(),
        it.category(),
        it.sealedLength(),
        it.time(),
        it.operation(),
        it.state(),
        metadata,
        envelope);
  }
}
