package org.anamnesis.record.operation;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sequence numbers that accepted operations took and that the chain may not have yet. */
@Component
public final class Sequences {
  private final JdbcClient jdbc;
  private final Locks locks;

  Sequences(JdbcClient jdbc, Locks locks) {
    this.jdbc = jdbc;
    this.locks = locks;
  }

  /**
   * Takes a number in the caller's transaction; {@code stale-sequence} if an operation that may
   * still be anchored took the same or a greater one.
   *
   * @param scope names what is counted
   * @param sequence a u64
   */
  public void take(Hash scope, long sequence, OperationId operation) {
    locks.hold(scope);
    BigDecimal wanted = new BigDecimal(Long.toUnsignedString(sequence));
    BigDecimal last =
        jdbc.sql(
                """
                SELECT coalesce(max(t.sequence), -1) FROM records.sequence_taken t
                JOIN outbox.operation o ON o.id = t.operation
                WHERE t.scope = :scope AND o.state NOT IN ('REJECTED', 'EXPIRED')
                """)
            .param("scope", scope.bytes())
            .query(BigDecimal.class)
            .single();
    if (wanted.compareTo(last) <= 0) {
      throw stale();
    }
    jdbc.sql("INSERT INTO records.sequence_taken VALUES (:operation, :scope, :sequence)")
        .param("operation", operation.bytes())
        .param("scope", scope.bytes())
        .param("sequence", wanted)
        .update();
  }

  /** Refuses a number that is not greater than the ledger's last one (0 if there is none). */
  public static void requireAfter(BigInteger last, long sequence) {
    if (last.signum() > 0 && new BigInteger(Long.toUnsignedString(sequence)).compareTo(last) <= 0) {
      throw stale();
    }
  }

  private static ProblemException stale() {
    return new ProblemException(
        ProblemType.STALE_SEQUENCE,
        "A newer operation about the same was accepted; read what is in force and sign again.");
  }
}
