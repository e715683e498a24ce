package org.anamnesis.client.record;

import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;

/** What an ACCESS is answered with. Its ticket shows itself to nobody. */
record AccessGrant(
    OperationId operation,
    Acceptance acceptance,
    String ticket,
    long expiresAt,
    RecordId record,
    long version,
    long sealedLength,
    Hash contentHash,
    Octets segmentHashes,
    Category category,
    long time,
    Octets metadata,
    Envelope envelope) {
  @Override
  public String toString() {
    return "AccessGrant[" + operation + ", ticket redacted]";
  }
}
