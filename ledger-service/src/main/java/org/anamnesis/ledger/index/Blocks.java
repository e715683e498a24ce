package org.anamnesis.ledger.index;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The blocks of the index. Every change names the block that the caller believes to be the last, so
 * of several instances on one database one moves the index and the others learn that it has moved.
 */
@Repository
public class Blocks {
  /**
   * How many blocks without events stay behind the last one, so that a reorganisation finds where
   * it began.
   */
  static final int KEPT_EMPTY = 256;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final EventRows events;
  private final IndexedHead head;

  Blocks(JdbcClient jdbc, TransactionTemplate transaction, EventRows events, IndexedHead head) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
    this.head = head;
  }

  /** The last block of the index, empty before the first. */
  public Optional<Checkpoint> last() {
    Optional<Checkpoint> last = lastUpTo(Long.MAX_VALUE);
    head.moveTo(last.orElse(null));
    return last;
  }

  /** The last block of the index with at most this number. */
  public Optional<Checkpoint> lastUpTo(long number) {
    return jdbc.sql(
            """
            SELECT number, hash, time FROM ledger.block WHERE number <= :number ORDER BY number DESC LIMIT 1
            """)
        .param("number", number)
        .query((row, n) ->
            new Checkpoint(
                row.getLong("number"), Columns.blockHash(row, "hash"), row.getLong("time")))
        .optional();
  }

  /**
   * Appends blocks with all of their events in one transaction.
   *
   * @param last the block after which they come, null to begin the index
   * @return false, and nothing is changed, if the index does not end there any more
   */
  public boolean append(@Nullable Checkpoint last, List<FollowedBlock> blocks) {
    boolean appended =
        inTurn(
            last,
            () -> {
              for (FollowedBlock block : blocks) {
                insert(block);
                events.write(block);
              }
              forgetEmptyBefore(blocks.getLast().number() - KEPT_EMPTY);
            });
    if (appended) {
      head.moveTo(blocks.getLast().checkpoint());
    }
    return appended;
  }

  /**
   * Undoes every block after the given one: one DELETE.
   *
   * @param last the block that the index ends with
   * @param ancestor the block to end with, null to begin anew
   * @return false, and nothing is changed, if the index does not end there any more
   */
  public boolean rewind(Checkpoint last, @Nullable Checkpoint ancestor) {
    boolean rewound =
        inTurn(
            last,
            () ->
                jdbc.sql("DELETE FROM ledger.block WHERE number > :ancestor")
                    .param("ancestor", ancestor == null ? -1 : ancestor.number())
                    .update());
    if (rewound) {
      head.moveTo(ancestor);
    }
    return rewound;
  }

  private boolean inTurn(@Nullable Checkpoint last, Runnable change) {
    Boolean done =
        transaction.execute(status -> {
          jdbc.sql("SELECT one FROM ledger.network FOR UPDATE").query(Boolean.class).single();
          if (!Objects.equals(lastUpTo(Long.MAX_VALUE).orElse(null), last)) {
            return false;
          }
          change.run();
          return true;
        });
    return Boolean.TRUE.equals(done);
  }

  private void insert(FollowedBlock block) {
    jdbc.sql(
            """
            INSERT INTO ledger.block (number, hash, parent_hash, time, events)
            VALUES (:number, :hash, :parent, :time, :events)
            """)
        .param("number", block.number())
        .param("hash", Columns.octets(block.hash()))
        .param("parent", Columns.octets(block.parentHash()))
        .param("time", block.time())
        .param("events", block.events().size())
        .update();
  }

  private void forgetEmptyBefore(long number) {
    jdbc.sql("DELETE FROM ledger.block WHERE number < :number AND events = 0")
        .param("number", number)
        .update();
  }
}
