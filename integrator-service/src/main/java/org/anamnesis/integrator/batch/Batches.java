package org.anamnesis.integrator.batch;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.integrator.claim.Relayer;
import org.anamnesis.protocol.id.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The relayer's batches. Number and contents of one that is closed never change. */
public final class Batches {
  private final JdbcClient jdbc;
  private final Relayer relayer;
  private final Clock clock;

  /** The batches of a relayer. */
  public Batches(JdbcClient jdbc, Relayer relayer, Clock clock) {
    this.jdbc = jdbc;
    this.relayer = relayer;
    this.clock = clock;
  }

  /** The highest number that was ever given to a batch. */
  public OptionalLong lastNumber() {
    Long last =
        of("SELECT max(number) FROM integrator.batch WHERE signer = :signer")
            .query(Long.class)
            .optional()
            .orElse(null);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last);
  }

  /** Keeps a batch of these operations in this order. */
  void close(long number, long estimatedGas, List<OperationId> operations) {
    of("""
    INSERT INTO integrator.batch (signer, number, operations, estimated_gas, closed_at)
    VALUES (:signer, :number, :operations, :gas, :now)
    """)
        .param("number", number)
        .param("operations", operations.size())
        .param("gas", estimatedGas)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    byte[][] ids = operations.stream().map(OperationId::bytes).toArray(byte[][]::new);
    of("""
    INSERT INTO integrator.batch_operation (signer, number, position, operation)
    SELECT :signer, :number, id.ordinality - 1, id.id FROM unnest(:ids) WITH ORDINALITY AS id (id)
    """)
        .param("number", number)
        .param("ids", new SqlArrayValue("bytea", (Object[]) ids))
        .update();
  }

  /** The operations of a batch in its order. */
  public List<OperationId> operations(long number) {
    return of("""
    SELECT operation FROM integrator.batch_operation
    WHERE signer = :signer AND number = :number ORDER BY position
    """)
        .param("number", number)
        .query((row, index) -> OperationId.of(row.getBytes("operation")))
        .list();
  }

  /** The batches that no transaction carries any more, by number; usually none. */
  public List<UncarriedBatch> uncarried() {
    return of("""
    SELECT tx.batch,
           CASE WHEN bool_or(tx.gas_used >= tx.gas_limit) THEN :cap ELSE max(tx.gas_limit) END AS gas_limit
    FROM integrator.chain_tx AS tx
    WHERE tx.signer = :signer AND tx.state IN ('REVERTED', 'REPLACED')
      AND NOT EXISTS (SELECT FROM integrator.chain_tx AS carrying
                      WHERE carrying.signer = tx.signer AND carrying.batch = tx.batch
                        AND carrying.state IN ('SIGNED', 'SENT', 'APPLIED'))
    GROUP BY tx.batch ORDER BY tx.batch
    """)
        .param("cap", GasBounds.TRANSACTION_CAP)
        .query((row, index) -> new UncarriedBatch(row.getLong("batch"), row.getLong("gas_limit")))
        .list();
  }

  private JdbcClient.StatementSpec of(String sql) {
    return jdbc.sql(sql).param("signer", relayer.address().bytes());
  }
}
