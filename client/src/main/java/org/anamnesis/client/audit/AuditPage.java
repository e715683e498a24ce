package org.anamnesis.client.audit;

import java.util.List;
import org.anamnesis.client.gateway.Page;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.jspecify.annotations.Nullable;

/** A page of the trail, newest first. */
public record AuditPage(List<Entry> items, @Nullable String next) implements Page<AuditPage.Entry> {
  /**
   * One act on the chain; numbers are those of PROTOCOL.md.
   *
   * @param purpose of an ACCESS
   * @param basis that the actor of an ACCESS claimed
   * @param verdict what the contract found about an ACCESS
   */
  public record Entry(
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
      @Nullable Verdict verdict) {}

  /** The contract's own finding. */
  public record Verdict(boolean permitted, int basis, int role, int key, int status) {}
}
