package org.anamnesis.record.record;

import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.store.BlobKey;

/**
 * A version of a record that is stored here whole.
 *
 * @param operation the REGISTER
 * @param time as the author gave it, Unix seconds
 * @param metadata sealed
 * @param state of the REGISTER: ACCEPTED, SUBMITTED, ANCHORED, REJECTED or EXPIRED
 * @param seq its place in the order of registration
 */
public record SealedVersion(
    OperationId operation,
    RecordId record,
    long version,
    ParticipantId patient,
    ParticipantId author,
    Hash contentHash,
    long sealedLength,
    Category category,
    long time,
    Octets metadata,
    String state,
    long seq) {
  /** Whether the chain has it, so that it may be read. */
  public boolean isAnchored() {
    return state.equals("ANCHORED");
  }

  /** Where its octets lie. */
  public BlobKey key() {
    return new BlobKey(record, version, operation);
  }
}
