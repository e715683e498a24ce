package org.anamnesis.record.permission;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Revocations that were accepted here and that the ledger may not know yet. */
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
   * Whether one binds that is not part of what the ledger knew at a block.
   *
   * @param record zero for all of the patient's
   * @param ledgerBlock as of which the ledger answered
   */
  boolean bind(
      ParticipantId patient,
      ParticipantId actor,
      OrganisationId organisation,
      RecordId record,
      long ledgerBlock) {
    return jdbc.sql(
            """
            SELECT EXISTS (
                SELECT FROM records.local_denial d JOIN outbox.operation o ON o.id = d.operation
                WHERE d.patient = :patient AND d.grantee IN (:actor, :organisation)
                  AND d.record IN (:record, :all)
                  AND (o.state IN ('ACCEPTED', 'SUBMITTED')
                       OR o.state = 'ANCHORED' AND o.block_number > :block))
            """)
        .param("patient", patient.bytes())
        .param("actor", actor.bytes())
        .param("organisation", organisation.bytes())
        .param("record", record.bytes())
        .param("all", Hash.ZERO.bytes())
        .param("block", ledgerBlock)
        .query(Boolean.class)
        .single();
  }
}
