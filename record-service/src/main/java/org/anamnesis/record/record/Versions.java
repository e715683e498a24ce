package org.anamnesis.record.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stored versions. Attempts that the chain refused stay, and are never given as the version.
 */
@Component
public final class Versions {
  /** What {@link #read} reads, of {@link #STORED}. */
  public static final String COLUMNS =
      """
      v.operation, v.record, v.version, v.patient, v.author, v.content_hash, v.sealed_length,
      v.category, v.time, v.metadata, o.state, v.seq
      """;

  /** The stored versions, for statements that find them by something else. */
  public static final String STORED =
      """
      records.sealed_version v JOIN outbox.operation o ON o.id = v.operation AND v.state = 'STORED'
      """;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM " + STORED + " WHERE ";

  private final JdbcClient jdbc;

  Versions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A version: the anchored attempt, else one that may still be anchored. */
  public Optional<SealedVersion> find(RecordId record, long version) {
    return jdbc.sql(
            SELECT
                + """
                v.record = :record AND v.version = :version AND o.state NOT IN ('REJECTED', 'EXPIRED')
                ORDER BY (o.state = 'ANCHORED') DESC, v.seq LIMIT 1
                """)
        .param("record", record.bytes())
        .param("version", version)
        .query(Versions::read)
        .optional();
  }

  /** Every version of a record that is or may still be anchored. */
  public List<SealedVersion> of(RecordId record) {
    return jdbc.sql(
            SELECT
                + "v.record = :record AND o.state NOT IN ('REJECTED', 'EXPIRED')"
                + " ORDER BY v.version, v.seq")
        .param("record", record.bytes())
        .query(Versions::read)
        .list();
  }

  /**
   * Versions of a patient, newest first.
   *
   * @param author only theirs, unless null
   * @param anchoredOnly whether those on their way are left out
   * @param before only those with a lesser {@code seq}
   */
  public List<SealedVersion> of(
      ParticipantId patient,
      @Nullable ParticipantId author,
      boolean anchoredOnly,
      long before,
      int limit) {
    return jdbc.sql(
            SELECT
                + """
                v.patient = :patient AND v.seq < :before
                 AND (:author::bytea IS NULL OR v.author = :author)
                 AND (NOT :anchored OR o.state = 'ANCHORED')
                ORDER BY v.seq DESC LIMIT :limit
                """)
        .param("patient", patient.bytes())
        .param("before", before)
        .param("author", author == null ? null : author.bytes(), java.sql.Types.BINARY)
        .param("anchored", anchoredOnly)
        .param("limit", limit)
        .query(Versions::read)
        .list();
  }

  /** Anchored versions in order of registration, for the scrubber. */
  public List<SealedVersion> anchoredAfter(long seq, int limit) {
    return jdbc.sql(SELECT + "v.seq > :seq AND o.state = 'ANCHORED' ORDER BY v.seq LIMIT :limit")
        .param("seq", seq)
        .param("limit", limit)
        .query(Versions::read)
        .list();
  }

  /** The segment hashes of a stored version. */
  public SegmentHashes segmentHashes(SealedVersion version) {
    byte[] octets =
        jdbc.sql("SELECT segment_hashes FROM records.sealed_version WHERE operation = :operation")
            .param("operation", version.operation().bytes())
            .query((row, index) -> row.getBytes(1))
            .single();
    return SegmentHashes.of(version.sealedLength(), octets);
  }

  /** Reads a row with {@link #COLUMNS}. */
  public static SealedVersion read(ResultSet row, int index) throws SQLException {
    return new SealedVersion(
        OperationId.of(row.getBytes("operation")),
        RecordId.of(row.getBytes("record")),
        row.getLong("version"),
        ParticipantId.of(row.getBytes("patient")),
        ParticipantId.of(row.getBytes("author")),
        Hash.of(row.getBytes("content_hash")),
        row.getLong("sealed_length"),
        Numbered.of(Category.class, row.getInt("category")),
        row.getLong("time"),
        Octets.of(row.getBytes("metadata")),
        row.getString("state"),
        row.getLong("seq"));
  }
}
