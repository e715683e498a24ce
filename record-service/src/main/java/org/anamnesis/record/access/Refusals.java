package org.anamnesis.record.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.word.WordWriter;
import org.anamnesis.record.operation.Locks;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The log of refused reads, chained by hash (PROTOCOL.md section 8), so that no row of it can be
 * taken out or changed unseen. Its newest hash is not anchored yet.
 */
@Component
class Refusals {
  private static final String LABEL = "anamnesis/v1 refusal";
  private static final Hash CHAIN = Hash.sha256(LABEL.getBytes(StandardCharsets.US_ASCII));

  private final JdbcClient jdbc;
  private final Locks locks;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Refusals(JdbcClient jdbc, Locks locks, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does what may be refused; a refusal is in the log before it is answered. */
  <T> T logged(OperationId operation, ParticipantId actor, RecordId record, Supplier<T> work) {
    try {
      return work.get();
    } catch (ProblemException problem) {
      if (problem.type().status() < 500) {
        transactions.executeWithoutResult(s -> append(operation, actor, record, problem));
      }
      throw problem;
    }
  }

  private void append(
      OperationId operation, ParticipantId actor, RecordId record, ProblemException problem) {
    locks.hold(CHAIN);
    long time = clock.instant().getEpochSecond();
    Last last =
        jdbc.sql("SELECT seq, hash FROM records.refusal ORDER BY seq DESC LIMIT 1")
            .query((row, index) -> new Last(row.getLong("seq"), Hash.of(row.getBytes("hash"))))
            .optional()
            .orElse(new Last(0, Hash.ZERO));
    String type = problem.type().uri().toString();
    Hash hash =
        new WordWriter()
            .label(LABEL)
            .id(last.hash())
            .id(operation)
            .id(actor)
            .id(record)
            .u64(time)
            .id(Hash.sha256(type.getBytes(StandardCharsets.US_ASCII)))
            .sha256();
    jdbc.sql(
            """
            INSERT INTO records.refusal
            VALUES (:seq, :hash, :operation, :actor, :record, :time, :problem)
            """)
        .param("seq", last.seq() + 1)
        .param("hash", hash.bytes())
        .param("operation", operation.bytes())
        .param("actor", actor.bytes())
        .param("record", record.bytes())
        .param("time", time)
        .param("problem", type)
        .update();
  }

  private record Last(long seq, Hash hash) {}
}
