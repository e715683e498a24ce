package org.anamnesis.gateway.session;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sign-in numbers and sessions, in Postgres. A number is used by deleting it, so only once. */
@Component
class Sessions {
  static final Duration NONCE_LIFE = Duration.ofSeconds(60);
  static final Duration SESSION_LIFE = Duration.ofMinutes(10);
  private final SecureRandom random = new SecureRandom();
  private final JdbcClient database;
  private final Clock clock;

  Sessions(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A fresh number for one participant, and when it ends. Forgets what has expired. */
  @Transactional
  Nonce issueNonce(ParticipantId participant) {
    Instant now = clock.instant();
    forgetExpired(now);
    byte[] octets = new byte[32];
    random.nextBytes(octets);
    Nonce nonce = new Nonce(Hash.of(octets), now.plus(NONCE_LIFE));
    database
        .sql("INSERT INTO gateway.sign_in_nonce VALUES (:nonce, :participant, :expires)")
        .param("nonce", octets)
        .param("participant", participant.bytes())
        .param("expires", Timestamp.from(nonce.expiresAt()))
        .update();
    return nonce;
  }

  /** Uses a participant's number up and begins a session; empty if there is no such number. */
  @Transactional
  Optional<Session> begin(ParticipantId participant, Hash nonce) {
    Instant now = clock.instant();
    int used =
        database
            .sql(
                """
                DELETE FROM gateway.sign_in_nonce
                 WHERE nonce = :nonce AND participant = :participant AND expires_at > :now
                """)
            .param("nonce", nonce.bytes())
            .param("participant", participant.bytes())
            .param("now", Timestamp.from(now))
            .update();
    if (used == 0) {
      return Optional.empty();
    }
    Session session = new Session(UUID.randomUUID(), now.plus(SESSION_LIFE));
    database
        .sql("INSERT INTO gateway.session VALUES (:id, :participant, :now, :expires)")
        .param("id", session.id())
        .param("participant", participant.bytes())
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(session.expiresAt()))
        .update();
    return Optional.of(session);
  }

  /** Whether a participant's session goes on. */
  boolean isOpen(UUID session, ParticipantId participant) {
    return database
            .sql(
                """
                SELECT count(*) FROM gateway.session
                 WHERE id = :id AND participant = :participant AND expires_at > :now
                """)
            .param("id", session)
            .param("participant", participant.bytes())
            .param("now", Timestamp.from(clock.instant()))
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Ends a session; ending it again changes nothing. */
  void end(UUID session) {
    database.sql("DELETE FROM gateway.session WHERE id = :id").param("id", session).update();
  }

  private void forgetExpired(Instant now) {
    for (String table : new String[] {"sign_in_nonce", "session"}) {
      database
          .sql("DELETE FROM gateway." + table + " WHERE expires_at <= :now")
          .param("now", Timestamp.from(now))
          .update();
    }
  }

  /** A sign-in number and when it ends. */
  record Nonce(Hash nonce, Instant expiresAt) {}
}
