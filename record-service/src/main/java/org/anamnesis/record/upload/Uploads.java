package org.anamnesis.record.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.store.Multipart;
import org.anamnesis.record.store.PartTag;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of uploads. Every change but the first needs the lease, so that of two requests for one
 * upload only one goes on, also if the other awakes late.
 */
@Component
class Uploads {
  private final JdbcClient jdbc;
  private final Registry registry;
  private final UploadSettings settings;
  private final Clock clock;

  Uploads(JdbcClient jdbc, Registry registry, UploadSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
  }

  /** A row UPLOADING, in the caller's transaction; false if the upload was there before. */
  boolean add(SignedOperation signed, Octets metadata, Category category, long time) {
    Operation.Register register = (Operation.Register) signed.operation();
    return jdbc.sql(
                """
                INSERT INTO records.sealed_version
                  (operation, record, version, patient, author, message, signature, content_hash,
                   sealed_length, category, time, metadata, part_size, expires_at)
                VALUES (:operation, :record, :version, :patient, :author, :message, :signature,
                        :content, :length, :category, :time, :metadata, :partSize, :expiresAt)
                ON CONFLICT DO NOTHING
                """)
            .param("operation", signed.id().bytes())
            .param("record", register.record().bytes())
            .param("version", register.version())
            .param("patient", register.patient().bytes())
            .param("author", register.author().bytes())
            .param("message", signed.message().octets())
            .param("signature", signed.signatures().getFirst().octets())
            .param("content", register.content().bytes())
            .param("length", register.sealedLength())
            .param("category", category.number())
            .param("time", time)
            .param("metadata", metadata.bytes())
            .param("partSize", settings.partOctets())
            .param("expiresAt", expiry(register))
            .update()
        == 1;
  }

  private long expiry(Operation.Register register) {
    long latest = now() + settings.longest().toSeconds();
    long validUntil = register.validUntil();
    return Long.compareUnsigned(validUntil, latest) < 0 ? validUntil : latest;
  }

  Optional<Upload> find(OperationId id) {
    List<Upload.Part> parts =
        jdbc.sql(
                """
                SELECT part, length, tag, segment_hashes FROM records.upload_part
                WHERE operation = :id ORDER BY part
                """)
            .param("id", id.bytes())
            .query((row, index) ->
                new Upload.Part(
                    new PartTag(row.getInt("part"), row.getString("tag")),
                    row.getLong("length"),
                    Octets.of(row.getBytes("segment_hashes"))))
            .list();
    return jdbc.sql(
            """
            SELECT message, signature, state, part_size, expires_at, multipart
            FROM records.sealed_version WHERE operation = :id
            """)
        .param("id", id.bytes())
        .query((row, index) -> read(row, parts))
        .optional();
  }

  private Upload read(ResultSet row, List<Upload.Part> parts) throws SQLException {
    return new Upload(
        new SignedOperation(
            Message.parse(row.getBytes("message"), registry),
            List.of(Signature.of(row.getBytes("signature")))),
        Upload.State.valueOf(row.getString("state")),
        row.getInt("part_size"),
        row.getLong("expires_at"),
        Optional.ofNullable(row.getString("multipart")).map(Multipart::new),
        parts);
  }

  /** Takes the lease, unless another request holds it or the upload is not open. */
  boolean lease(OperationId id, UUID lease) {
    return jdbc.sql(
                """
                UPDATE records.sealed_version SET lease = :lease, lease_until = :until
                WHERE operation = :id AND state = 'UPLOADING' AND lease_until <= :now
                """)
            .param("lease", lease)
            .param("until", leaseEnd())
            .param("id", id.bytes())
            .param("now", now())
            .update()
        == 1;
  }

  void release(OperationId id, UUID lease) {
    jdbc.sql(
            """
            UPDATE records.sealed_version SET lease = NULL, lease_until = 0
            WHERE operation = :id AND lease = :lease
            """)
        .param("id", id.bytes())
        .param("lease", lease)
        .update();
  }

  /** Keeps what the object store calls the upload; false if the lease is another's. */
  boolean begun(OperationId id, UUID lease, Multipart multipart) {
    return jdbc.sql(
                """
                UPDATE records.sealed_version SET multipart = :multipart, lease_until = :until
                WHERE operation = :id AND lease = :lease AND state = 'UPLOADING'
                """)
            .param("multipart", multipart.id())
            .param("until", leaseEnd())
            .param("id", id.bytes())
            .param("lease", lease)
            .update()
        == 1;
  }

  /** Keeps a part and renews the lease, in one statement; false if the lease is another's. */
  boolean partKept(OperationId id, UUID lease, Upload.Part part) {
    return jdbc.sql(
                """
                WITH held AS (
                    UPDATE records.sealed_version SET lease_until = :until
                    WHERE operation = :id AND lease = :lease AND state = 'UPLOADING'
                    RETURNING operation)
                INSERT INTO records.upload_part (operation, part, length, tag, segment_hashes)
                SELECT operation, :part, :length, :tag, :hashes FROM held
                """)
            .param("until", leaseEnd())
            .param("id", id.bytes())
            .param("lease", lease)
            .param("part", part.tag().part())
            .param("length", part.length())
            .param("tag", part.tag().tag())
            .param("hashes", part.hashes().bytes())
            .update()
        == 1;
  }

  /** Forgets every part: the upload begins again at 0. */
  void startOver(OperationId id, UUID lease) {
    jdbc.sql(
            """
            WITH held AS (
                UPDATE records.sealed_version SET multipart = NULL
                WHERE operation = :id AND lease = :lease AND state = 'UPLOADING'
                RETURNING operation)
            DELETE FROM records.upload_part WHERE operation IN (SELECT operation FROM held)
            """)
        .param("id", id.bytes())
        .param("lease", lease)
        .update();
  }

  /** UPLOADING to STORED, in the transaction that accepts; false if the lease is another's. */
  boolean stored(OperationId id, UUID lease, SegmentHashes hashes) {
    int moved =
        jdbc.sql(
                """
                UPDATE records.sealed_version
                SET state = 'STORED', segment_hashes = :hashes, multipart = NULL, lease = NULL, lease_until = 0
                WHERE operation = :id AND lease = :lease AND state = 'UPLOADING'
                """)
            .param("hashes", hashes.octets())
            .param("id", id.bytes())
            .param("lease", lease)
            .update();
    jdbc.sql("DELETE FROM records.upload_part WHERE operation = :id")
        .param("id", id.bytes())
        .update();
    return moved == 1;
  }

  /** Moves uploads that took too long, and that nobody writes, to ABANDONED. */
  int abandonExpired() {
    return jdbc.sql(
            """
            UPDATE records.sealed_version SET state = 'ABANDONED'
            WHERE state = 'UPLOADING' AND expires_at <= :now AND lease_until <= :silent
            """)
        .param("now", now())
        .param("silent", now() - settings.lease().toSeconds())
        .update();
  }

  /** Uploads to sweep. */
  List<OperationId> abandoned(int limit) {
    return jdbc.sql(
            """
            SELECT operation FROM records.sealed_version
            WHERE state = 'ABANDONED' AND expires_at <= :now ORDER BY expires_at LIMIT :limit
            """)
        .param("now", now())
        .param("limit", limit)
        .query((row, index) -> OperationId.of(row.getBytes(1)))
        .list();
  }

  /**
   * Forgets an abandoned upload if its operation cannot begin again; until then its row is kept,
   * without what is large of it, and is swept once more when that time is over: a request that was
   * held up may still have written.
   */
  void swept(Upload upload) {
    long forgotten = saturatedSum(upload.register().validUntil(), settings.lease().toSeconds());
    jdbc.sql(
            forgotten <= now()
                ? "DELETE FROM records.sealed_version WHERE operation = :id AND state = 'ABANDONED'"
                : """
                WITH kept AS (
                    UPDATE records.sealed_version
                    SET expires_at = :forgotten, multipart = NULL, metadata = ''
                    WHERE operation = :id AND state = 'ABANDONED'
                    RETURNING operation)
                DELETE FROM records.envelope WHERE operation IN (SELECT operation FROM kept)
                """)
        .param("id", upload.id().bytes())
        .param("forgotten", forgotten)
        .update();
  }

  /** Of an unsigned time, for a signed column. */
  private static long saturatedSum(long time, long seconds) {
    return time < 0 || time > Long.MAX_VALUE - seconds ? Long.MAX_VALUE : time + seconds;
  }

  boolean isPast(long time) {
    return now() >= time;
  }

  private long leaseEnd() {
    return now() + settings.lease().toSeconds();
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
