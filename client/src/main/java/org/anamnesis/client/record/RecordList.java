package org.anamnesis.client.record;

import java.util.List;
import org.anamnesis.client.gateway.Page;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.jspecify.annotations.Nullable;

/** A page of a listing of records. */
public record RecordList(List<Item> items, @Nullable String next) implements Page<RecordList.Item> {
  /**
   * A version as its store lists it.
   *
   * @param state of its registration
   * @param metadata sealed; absent for its author
   * @param envelope the caller's own; absent for its author
   */
  public record Item(
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
      @Nullable Envelope envelope) {}
}
