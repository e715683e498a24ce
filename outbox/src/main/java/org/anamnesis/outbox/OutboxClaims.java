package org.anamnesis.outbox;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The outbox as the integrator sees it. Every statement runs in the caller's transaction, so that a
 * claimed batch, its signed transaction and the operations' state are committed together. The
 * schema refuses a transition that the state left behind does not allow; marking twice changes
 * nothing.
 */
public final class OutboxClaims {
  private final JdbcClient jdbc;

  /** Claims over a database whose schema {@link OutboxSchema#requireCurrent} has approved. */
  public OutboxClaims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The oldest ACCEPTED operations, in order of acceptance, locked until the transaction ends. */
  public List<StoredOperation> claim(int limit) {
    return jdbc.sql(
            "SELECT "
                + OperationRow.COLUMNS
                + """
                 FROM outbox.operation WHERE state = 'ACCEPTED' ORDER BY seq LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """)
        .param("limit", limit)
        .query(OperationRow::read)
        .list();
  }

  /** ACCEPTED operations that the contract would refuse as expired in a block of this time. */
  public List<OperationId> expired(long blockTime, int limit) {
    return jdbc.sql(
            """
            SELECT id FROM outbox.operation WHERE state = 'ACCEPTED' AND valid_until <= :time
            ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("time", BigDecimal.valueOf(blockTime))
        .param("limit", limit)
        .query((row, index) -> OperationId.of(row.getBytes("id")))
        .list();
  }

  /** When the oldest ACCEPTED operation was accepted, and how many there are up to a bound. */
  public Waiting waiting(int bound) {
    return jdbc.sql(
            """
            SELECT count(*) AS depth, coalesce(min(accepted_at), 0) AS oldest
            FROM (SELECT accepted_at FROM outbox.operation WHERE state = 'ACCEPTED' ORDER BY seq LIMIT :bound) AS counted
            """)
        .param("bound", bound)
        .query((row, index) -> new Waiting(row.getLong("depth"), row.getLong("oldest")))
        .single();
  }

  /**
   * Operations that no batch holds yet.
   *
   * @param depth how many, counted up to the bound asked for
   * @param oldestAcceptedAt Unix seconds, 0 if there are none
   */
  public record Waiting(long depth, long oldestAcceptedAt) {}

  /** ACCEPTED to SUBMITTED. */
  public int markSubmitted(Collection<OperationId> operations) {
    return jdbc.sql(
            "UPDATE outbox.operation SET state = 'SUBMITTED' WHERE id = ANY (:ids) AND state = 'ACCEPTED'")
        .param("ids", octets(operations))
        .update();
  }

  /** SUBMITTED to ACCEPTED, to be put into another batch: an operator's retry of a dead letter. */
  public int markAcceptedAgain(Collection<OperationId> operations) {
    return jdbc.sql(
            "UPDATE outbox.operation SET state = 'ACCEPTED' WHERE id = ANY (:ids) AND state = 'SUBMITTED'")
        .param("ids", octets(operations))
        .update();
  }

  /** Any state but ANCHORED to ANCHORED: the first anchored occurrence counts. */
  public int markAnchored(Collection<OperationId> operations, Anchor anchor) {
    return jdbc.sql(
            """
            UPDATE outbox.operation
            SET state = 'ANCHORED', reason = NULL, block_number = :block, transaction_hash = :transaction
            WHERE id = ANY (:ids) AND state <> 'ANCHORED'
            """)
        .param("ids", octets(operations))
        .param("block", anchor.block())
        .param("transaction", anchor.transaction().bytes())
        .update();
  }

  /**
   * SUBMITTED to REJECTED, or to EXPIRED for that reason.
   *
   * @param reason one that sets a state
   */
  public int markRejected(
      Collection<OperationId> operations, RejectionReason reason, Anchor anchor) {
    if (!reason.setsState()) {
      throw new IllegalArgumentException(reason + " sets no operation's state");
    }
    return jdbc.sql(
            """
            UPDATE outbox.operation
            SET state = :state, reason = :reason, block_number = :block, transaction_hash = :transaction
            WHERE id = ANY (:ids) AND state = 'SUBMITTED'
            """)
        .param("ids", octets(operations))
        .param("state", reason == RejectionReason.EXPIRED ? "EXPIRED" : "REJECTED")
        .param("reason", reason.number())
        .param("block", anchor.block())
        .param("transaction", anchor.transaction().bytes())
        .update();
  }

  /** ACCEPTED to EXPIRED, without having been sent. */
  public int markExpired(Collection<OperationId> operations) {
    return jdbc.sql(
            "UPDATE outbox.operation SET state = 'EXPIRED', reason = 16 WHERE id = ANY (:ids) AND state = 'ACCEPTED'")
        .param("ids", octets(operations))
        .update();
  }

  /**
   * Back to SUBMITTED, because the chain no longer has the block that this anchor names: only a
   * development chain does that. The transaction will be sent again.
   */
  public int markLost(Anchor anchor) {
    return jdbc.sql(
            """
            UPDATE outbox.operation
            SET state = 'SUBMITTED', reason = NULL, block_number = NULL, transaction_hash = NULL
            WHERE transaction_hash = :transaction AND block_number = :block
            """)
        .param("block", anchor.block())
        .param("transaction", anchor.transaction().bytes())
        .update();
  }

  /** Writes the integrator's pulse, in place of the one before. */
  public void see(ChainHead head) {
    jdbc.sql(
            """
            INSERT INTO outbox.chain_head (block_number, block_time, seen_at) VALUES (:block, :time, :seen)
            ON CONFLICT (only_row) DO UPDATE
            SET block_number = excluded.block_number, block_time = excluded.block_time, seen_at = excluded.seen_at
            """)
        .param("block", head.block())
        .param("time", head.blockTime())
        .param("seen", Timestamp.from(head.seenAt()))
        .update();
  }

  private static SqlArrayValue octets(Collection<OperationId> operations) {
    return new SqlArrayValue(
        "bytea", (Object[]) operations.stream().map(Id::bytes).toArray(byte[][]::new));
  }
}
