package org.anamnesis.integrator.confirm;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.anamnesis.integrator.claim.Relayer;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.id.OperationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Operations that were carried to the chain and have no outcome there. They stay SUBMITTED, so that
 * their acceptance keeps proving that the store owes them, until a person has them tried again.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final JdbcClient jdbc;
  private final OutboxClaims claims;
  private final Relayer relayer;
  private final Clock clock;

  /** The dead letters of a relayer. */
  public DeadLetters(JdbcClient jdbc, OutboxClaims claims, Relayer relayer, Clock clock) {
    this.jdbc = jdbc;
    this.claims = claims;
    this.relayer = relayer;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param batch the batch that carried it last
   * @param reason a sentence without any field of the operation
   */
  public record DeadLetter(OperationId operation, long batch, String reason, Instant since) {}

  void add(OperationId operation, long batch, String reason) {
    LOG.error("operation {}: dead letter in batch {}: {}", operation, batch, reason);
    jdbc.sql(
            """
            INSERT INTO integrator.dead_letter (operation, signer, batch, reason, since)
            VALUES (:operation, :signer, :batch, :reason, :now)
            ON CONFLICT (operation) DO UPDATE SET batch = excluded.batch, reason = excluded.reason
            """)
        .param("operation", operation.bytes())
        .param("signer", relayer.address().bytes())
        .param("batch", batch)
        .param("reason", reason)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The oldest ones. */
  public List<DeadLetter> oldest(int limit) {
    return jdbc.sql(
            """
            SELECT operation, batch, reason, since FROM integrator.dead_letter
            WHERE signer = :signer ORDER BY since, operation LIMIT :limit
            """)
        .param("signer", relayer.address().bytes())
        .param("limit", limit)
        .query((row, index) ->
            new DeadLetter(
                OperationId.of(row.getBytes("operation")),
                row.getLong("batch"),
                row.getString("reason"),
                row.getTimestamp("since").toInstant()))
        .list();
  }

  /** How many there are. */
  public long count() {
    return jdbc.sql("SELECT count(*) FROM integrator.dead_letter WHERE signer = :signer")
        .param("signer", relayer.address().bytes())
        .query(Long.class)
        .single();
  }

  /**
   * Has an operation put into a batch once more, in the caller's transaction; says whether it was a
   * dead letter.
   */
  public boolean retry(OperationId operation) {
    boolean was =
        jdbc.sql(
                    "DELETE FROM integrator.dead_letter WHERE signer = :signer AND operation = :operation")
                .param("signer", relayer.address().bytes())
                .param("operation", operation.bytes())
                .update()
            == 1;
    if (was) {
      claims.markAcceptedAgain(List.of(operation));
      LOG.info("operation {}: an operator has it tried again", operation);
    }
    return was;
  }
}
