package org.anamnesis.ledger.participant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.SignedOperation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The participants of the index. A status counts by the highest sequence; without one a participant
 * is active.
 */
@Repository
public class Participants {
  private static final String CURRENT =
      """
      SELECT p.id, p.organisation, p.role, p.signing_x, p.signing_y, p.encryption_x, p.encryption_y,
             coalesce((SELECT s.status FROM ledger.status_change s WHERE s.participant = p.id
                        ORDER BY s.sequence DESC LIMIT 1), 1) AS status
        FROM ledger.participant p
      """;

  private final JdbcClient jdbc;
  private final Registry registry;

  Participants(JdbcClient jdbc, Registry registry) {
    this.jdbc = jdbc;
    this.registry = registry;
  }

  /** The participant, if the chain has them. */
  public Optional<Participant> find(ParticipantId id) {
    return jdbc.sql(CURRENT + " WHERE p.id = :id")
        .param("id", id.bytes())
        .query(Participants::read)
        .optional();
  }

  /**
   * What was signed about the participant, in the order of the chain. Empty for a registrar whom
   * the consortium appointed.
   */
  public List<SignedOperation> history(ParticipantId id) {
    return jdbc.sql(
            """
            SELECT o.message, o.signatures
              FROM ledger.operation o
             WHERE o.id IN (SELECT operation FROM ledger.participant WHERE id = :id
                            UNION ALL SELECT operation FROM ledger.status_change WHERE participant = :id)
               AND o.message IS NOT NULL
             ORDER BY o.block, o.position
            """)
        .param("id", id.bytes())
        .query((row, n) -> Columns.signedOperation(row, registry))
        .list();
  }

  private static Participant read(ResultSet row, int n) throws SQLException {
    return new Participant(
        Columns.participant(row, "id"),
        Columns.organisation(row, "organisation"),
        Numbered.of(Role.class, row.getInt("role")),
        Numbered.of(ParticipantStatus.class, row.getInt("status")),
        0,
        Columns.point(row, "signing"),
        Columns.point(row, "encryption"));
  }
}
