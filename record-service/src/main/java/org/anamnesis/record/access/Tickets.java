package org.anamnesis.record.access;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.operation.OwnStore;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tickets. Their octets are an HMAC of a random nonce under the store's own secret: the same access
 * is given the same ticket again, and whoever reads the database has none.
 */
@Component
class Tickets {
  private static final String ALGORITHM = "HmacSHA256";

  private final JdbcClient jdbc;
  private final Hash secret;
  private final SecureRandom random = new SecureRandom();

  Tickets(JdbcClient jdbc, OwnStore store) {
    this.jdbc = jdbc;
    this.secret = store.secretFor("anamnesis ticket");
  }

  /** Keeps a new ticket, in the transaction that accepts the access. */
  void issue(Ticket ticket) {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    jdbc.sql(
            """
            INSERT INTO records.ticket (operation, hash, nonce, reader, session, sealed, purpose, expires_at)
            VALUES (:operation, :hash, :nonce, :reader, :session, :sealed, :purpose, :expiresAt)
            """)
        .param("operation", ticket.access().bytes())
        .param("hash", Hash.sha256(octets(ticket.access(), nonce)).bytes())
        .param("nonce", nonce)
        .param("reader", ticket.reader().bytes())
        .param("session", ticket.session())
        .param("sealed", ticket.version().bytes())
        .param("purpose", ticket.purpose().number())
        .param("expiresAt", ticket.expiresAt())
        .update();
  }

  /** Takes a reader's nonce, in the same transaction; false if it was used before. */
  boolean takeNonce(ParticipantId actor, Hash nonce, OperationId access) {
    return jdbc.sql(
                "INSERT INTO records.access_nonce VALUES (:actor, :nonce, :operation)"
                    + " ON CONFLICT DO NOTHING")
            .param("actor", actor.bytes())
            .param("nonce", nonce.bytes())
            .param("operation", access.bytes())
            .update()
        == 1;
  }

  /** The ticket that an access was given. */
  Optional<Ticket> of(OperationId access) {
    return jdbc.sql(
            """
            SELECT operation AS access, reader, session, sealed, purpose, expires_at
            FROM records.ticket WHERE operation = :operation
            """)
        .param("operation", access.bytes())
        .query((row, index) -> read(row))
        .optional();
  }

  /** The ticket that these octets are, and the version that it opens. */
  Optional<Opened> opened(Octets octets) {
    return jdbc.sql(
            "SELECT t.operation AS access, t.reader, t.session, t.sealed, t.purpose, t.expires_at, "
                + Versions.COLUMNS
                + " FROM records.ticket t JOIN ("
                + Versions.STORED
                + ") ON v.operation = t.sealed WHERE t.hash = :hash")
        .param("hash", Hash.sha256(octets.bytes()).bytes())
        .query((row, index) -> new Opened(read(row), Versions.read(row, index)))
        .optional();
  }

  /** A ticket and its version. */
  record Opened(Ticket ticket, SealedVersion version) {}

  /** The octets that a reader carries. */
  Octets octets(Ticket ticket) {
    byte[] nonce =
        jdbc.sql("SELECT nonce FROM records.ticket WHERE operation = :operation")
            .param("operation", ticket.access().bytes())
            .query((row, index) -> row.getBytes(1))
            .single();
    return Octets.of(octets(ticket.access(), nonce));
  }

  private byte[] octets(OperationId access, byte[] nonce) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      mac.update(nonce);
      return mac.doFinal(access.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", e);
    }
  }

  private static Ticket read(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Ticket(
        OperationId.of(row.getBytes("access")),
        ParticipantId.of(row.getBytes("reader")),
        row.getString("session"),
        OperationId.of(row.getBytes("sealed")),
        Numbered.of(Purpose.class, row.getInt("purpose")),
        row.getLong("expires_at"));
  }
}
