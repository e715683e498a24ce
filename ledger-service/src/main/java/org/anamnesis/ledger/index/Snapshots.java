package org.anamnesis.ledger.index;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Questions to the index, each answered as of one block: whatever it reads is what the chain said
 * there.
 */
@Component
public class Snapshots {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final TransactionTemplate snapshot;
  private final JdbcClient jdbc;
  private final IndexedHead head;

  Snapshots(PlatformTransactionManager transactions, JdbcClient jdbc, IndexedHead head) {
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.jdbc = jdbc;
    this.head = head;
  }

  /**
   * Answers as of the last indexed block.
   *
   * @throws ProblemException index-behind, if no block is indexed yet
   */
  public <T> T read(Function<Checkpoint, T> question) {
    return readFrom(0, question);
  }

  /**
   * Answers as of the last indexed block, which is at least the given one. Waits up to 2 s for it,
   * holding no database connection meanwhile.
   *
   * @throws ProblemException index-behind, if the block is not indexed by then
   */
  public <T> T readFrom(long minBlock, Function<Checkpoint, T> question) {
    if (!head.await(minBlock, LONGEST_WAIT)) {
      throw behind(minBlock);
    }
    return snapshot.execute(status -> {
      // In one statement; Spring's setIsolationLevel asks, sets and resets the session's own in
      // three.
      jdbc.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update();
      Checkpoint last = last();
      if (last.number() < minBlock) {
        throw behind(minBlock);
      }
      return question.apply(last);
    });
  }

  /**
   * The same for a question of one statement, which is a snapshot without a transaction. It says
   * itself as of which block it was answered.
   *
   * @param statement empty if no block is indexed
   */
  public <T> AsOf<T> askFrom(long minBlock, Supplier<Optional<AsOf<T>>> statement) {
    if (!head.await(minBlock, LONGEST_WAIT)) {
      throw behind(minBlock);
    }
    return statement
        .get()
        .filter(answer -> answer.last().number() >= minBlock)
        .orElseThrow(() -> behind(minBlock));
  }

  private Checkpoint last() {
    return jdbc.sql(
            """
            SELECT number AS last_number, hash AS last_hash, time AS last_time
              FROM ledger.block ORDER BY number DESC LIMIT 1
            """)
        .query((row, n) -> Columns.checkpoint(row, "last"))
        .optional()
        .orElseThrow(() -> behind(0));
  }

  private static ProblemException behind(long minBlock) {
    return new ProblemException(
        ProblemType.INDEX_BEHIND,
        "Block " + minBlock + " of the chain is not indexed yet; ask again shortly.");
  }
}
