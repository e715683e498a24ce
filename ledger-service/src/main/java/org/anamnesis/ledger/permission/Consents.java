package org.anamnesis.ledger.permission;

import java.util.List;
import java.util.Optional;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The consents of the index. Of each (patient, record, grantee) the entry of the highest sequence
 * is current.
 */
@Repository
public class Consents {
  private static final String CURRENT =
      """
      SELECT c.*, o.block, o.position, b.time
        FROM (SELECT DISTINCT ON (grantee, record) * FROM ledger.consent
               WHERE patient = :patient AND %s
               ORDER BY grantee, record, sequence DESC) c
        JOIN ledger.operation o ON o.id = c.operation
        JOIN ledger.block b ON b.number = o.block
      """;

  private final JdbcClient jdbc;

  Consents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The current entry, of whatever effect. */
  public Optional<Consent> find(ParticipantId patient, RecordId record, Id grantee) {
    return jdbc.sql(CURRENT.formatted("record = :record AND grantee = :grantee"))
        .param("patient", patient.bytes())
        .param("record", record.bytes())
        .param("grantee", grantee.bytes())
        .query(Consent::read)
        .optional();
  }

  /** All current entries of a patient that are not withdrawn. */
  List<Consent> standing(ParticipantId patient) {
    return jdbc.sql(
            CURRENT.formatted("true")
                + " WHERE c.effect <> 0 ORDER BY o.block DESC, o.position DESC")
        .param("patient", patient.bytes())
        .query(Consent::read)
        .list();
  }

  /**
   * The current entries of a patient that permit or refuse at the given time or later, newest
   * first, before a position.
   */
  public List<Consent> inForceOrToCome(
      ParticipantId patient, long time, Position before, int limit) {
    return jdbc.sql(
            CURRENT.formatted("true")
                + """
                 WHERE c.effect <> 0 AND c.not_after > :time AND (o.block, o.position) < (:block, :position)
                 ORDER BY o.block DESC, o.position DESC LIMIT :limit
                """)
        .param("patient", patient.bytes())
        .param("time", Columns.u64(time))
        .param("block", before.block())
        .param("position", before.index())
        .param("limit", limit)
        .query(Consent::read)
        .list();
  }
}
