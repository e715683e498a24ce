package org.anamnesis.outbox;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox as the record service sees it. Every statement runs in the caller's transaction, so
 * that what is accepted and what is kept about it are committed together.
 */
public final class Outbox {
  private final JdbcClient jdbc;

  /** An outbox over a database in which {@link OutboxSchema#migrate} ran. */
  public Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Appends an operation; the idempotency key is its id. A second append of the same id changes
   * nothing, also if its signatures or its acceptance differ (ES256 signs the same message
   * differently each time), and waits for a first one that is not committed yet.
   */
  public Appended append(AcceptedOperation accepted) {
    int inserted = insert(accepted);
    StoredOperation stored =
        find(accepted.signed().id())
            .orElseThrow(() ->
                new IllegalStateException(
                    "operation " + accepted.signed().id() + " is not there after its insert"));
    return inserted == 1 ? new Appended.New(stored) : new Appended.AlreadyThere(stored);
  }

  private int insert(AcceptedOperation accepted) {
    SignedOperation signed = accepted.signed();
    Operation operation = signed.operation();
    Concerned concerned = Concerned.by(operation);
    return jdbc.sql(
            """
            INSERT INTO outbox.operation (id, kind, signer, patient, record, subject, fields, signatures, valid_until,
                                          accepted_at, anchored_by, acceptance_signature)
            VALUES (:id, :kind, :signer, :patient, :record, :subject, :fields, :signatures, :validUntil,
                    :acceptedAt, :anchoredBy, :acceptance)
            ON CONFLICT (id) DO NOTHING
            """)
        .param("id", signed.id().bytes())
        .param("kind", operation.kind().number())
        .param("signer", operation.signer().bytes())
        .param("patient", concerned.patient().map(Id::bytes).orElse(null))
        .param("record", concerned.record().map(Id::bytes).orElse(null))
        .param("subject", concerned.subject().map(Id::bytes).orElse(null))
        .param("fields", signed.message().fields())
        .param("signatures", signatures(signed))
        .param("validUntil", new BigDecimal(Long.toUnsignedString(operation.validUntil())))
        .param("acceptedAt", accepted.acceptedAt())
        .param("anchoredBy", accepted.anchoredBy())
        .param("acceptance", accepted.acceptance().octets())
        .update();
  }

  private static byte[] signatures(SignedOperation signed) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    signed.signatures().forEach(s -> octets.writeBytes(s.octets()));
    return octets.toByteArray();
  }

  /** The operation of an id, if it was accepted. */
  public Optional<StoredOperation> find(OperationId id) {
    return jdbc.sql("SELECT " + OperationRow.COLUMNS + " FROM outbox.operation WHERE id = :id")
        .param("id", id.bytes())
        .query(OperationRow::read)
        .optional();
  }

  /** Those of some operations that have reached their last state. */
  public Map<OperationId, StoredOperation> ended(Set<OperationId> ids) {
    return jdbc
        .sql(
            "SELECT "
                + OperationRow.COLUMNS
                + " FROM outbox.operation WHERE id = ANY(:ids)"
                + " AND state NOT IN ('ACCEPTED', 'SUBMITTED')")
        .param("ids", ids.stream().map(OperationId::bytes).toArray(byte[][]::new))
        .query(OperationRow::read)
        .list()
        .stream()
        .collect(Collectors.toMap(StoredOperation::id, Function.identity()));
  }

  /**
   * The highest block that anchored an operation (other than an ACCESS, which changes nothing that
   * can be asked) signed by it, or naming it as patient, record, participant, grantee or store; 0
   * if there is none. It is the {@code minBlock} of a question to the ledger service. For several
   * at once there is {@code outbox.last_anchored_block}, for other statements to use.
   */
  public long lastAnchoredBlock(Id concerned) {
    return jdbc.sql("SELECT outbox.last_anchored_block(:concerned)")
        .param("concerned", concerned.bytes())
        .query(Long.class)
        .single();
  }

  /**
   * What is not on the chain yet.
   *
   * @param bound how far to count; a depth of {@code bound} means at least so many
   */
  public Backlog backlog(int bound) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox.operation
                                          WHERE state IN ('ACCEPTED', 'SUBMITTED') LIMIT :bound) AS counted) AS depth,
                   (SELECT min(accepted_at) FROM outbox.operation WHERE state IN ('ACCEPTED', 'SUBMITTED')) AS oldest,
                   (SELECT min(accepted_at) FROM outbox.operation
                    WHERE state IN ('ACCEPTED', 'SUBMITTED') AND kind = 6) AS oldest_access,
                   head.block_number, head.block_time, head.seen_at
            FROM (VALUES (1)) AS one_row LEFT JOIN outbox.chain_head AS head ON true
            """)
        .param("bound", bound)
        .query((row, index) -> backlog(row))
        .single();
  }

  private static Backlog backlog(ResultSet row) throws SQLException {
    return new Backlog(
        row.getLong("depth"),
        optionalLong(row, "oldest"),
        optionalLong(row, "oldest_access"),
        head(row));
  }

  private static Optional<ChainHead> head(ResultSet row) throws SQLException {
    Timestamp seen = row.getTimestamp("seen_at");
    return seen == null
        ? Optional.empty()
        : Optional.of(
            new ChainHead(
                row.getLong("block_number"), row.getLong("block_time"), seen.toInstant()));
  }

  private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
