package org.anamnesis.record.permission;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Revocations that were accepted here and that are not on the chain: not yet, or because it refused
 * them, or because they expired before. Each binds until the patient's next decision about the same
 * is anchored (PROTOCOL.md section 8).
 */
@Component
public final class Denials {
  private final JdbcClient jdbc;

  Denials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a CONSENT with NONE or DENY, in the caller's transaction. */
  public void add(OperationId operation, Operation.Consent consent) {
    jdbc.sql("INSERT INTO records.local_denial VALUES (:operation, :patient, :record, :grantee)")
        .param("operation", operation.bytes())
        .param("patient", consent.patient().bytes())
        .param("record", consent.record().bytes())
        .param("grantee", consent.grantee().bytes())
        .update();
  }

  /**
   * What this store knows of an inquiry. Both are of one moment, so that a ledger which answers
   * from the block knows every revocation that does not bind any more.
   *
   * @param record zero for all of the patient's
   */
  Known about(
      ParticipantId patient, ParticipantId actor, OrganisationId organisation, RecordId record) {
    return jdbc.sql(
            """
            SELECT outbox.last_anchored_block(:patient, :actor, :record) AS block, EXISTS (
                SELECT FROM records.local_denial d JOIN outbox.operation o ON o.id = d.operation
                WHERE d.patient = :patient AND d.grantee IN (:actor, :organisation)
                  AND d.record IN (:record, :all) AND o.state <> 'ANCHORED'
                  AND NOT EXISTS (
                      SELECT FROM outbox.operation next
                      WHERE next.kind = 5 AND next.patient = d.patient AND next.subject = d.grantee
                        AND next.record IS NOT DISTINCT FROM nullif(d.record, :all)
                        AND next.state = 'ANCHORED' AND next.seq > o.seq)) AS denied
            """)
        .param("patient", patient.bytes())
        .param("actor", actor.bytes())
        .param("organisation", organisation.bytes())
        .param("record", record.bytes())
        .param("all", Hash.ZERO.bytes())
        .query((row, index) -> new Known(row.getLong("block"), row.getBoolean("denied")))
        .single();
  }

  /**
   * What this store knows.
   *
   * @param block the last one that anchored something about patient, actor or record
   * @param denied whether a revocation binds here that is not on the chain
   */
  record Known(long block, boolean denied) {}
}
