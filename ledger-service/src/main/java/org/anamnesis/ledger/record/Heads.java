package org.anamnesis.ledger.record;

import java.util.Optional;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The heads of the index's records. */
@Repository
public class Heads {
  private final JdbcClient jdbc;

  Heads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The record's head, if the chain has the record. */
  public Optional<Head> find(RecordId id) {
    return jdbc.sql(
            """
            SELECT v.*, o.block, o.transaction, b.time
              FROM ledger.record_version v
              JOIN ledger.operation o ON o.id = v.operation
              JOIN ledger.block b ON b.number = o.block
             WHERE v.record = :id ORDER BY v.version DESC LIMIT 1
            """)
        .param("id", id.bytes())
        .query((row, n) ->
            new Head(
                Columns.record(row, "record"),
                row.getLong("version"),
                Columns.participant(row, "patient"),
                Columns.participant(row, "author"),
                Columns.store(row, "store"),
                row.getInt("suite"),
                Columns.hash(row, "content_hash"),
                Columns.u64(row, "sealed_length"),
                Columns.hash(row, "metadata_hash"),
                Columns.hash(row, "key_commitment"),
                Columns.operation(row, "operation"),
                row.getLong("block"),
                Columns.transaction(row, "transaction"),
                row.getLong("time")))
        .optional();
  }

  /** Whether the participant wrote any version of the record. */
  boolean wrote(ParticipantId author, RecordId id) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM ledger.record_version WHERE record = :id AND author = :author)")
        .param("id", id.bytes())
        .param("author", author.bytes())
        .query(Boolean.class)
        .single();
  }
}
