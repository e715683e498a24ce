package org.anamnesis.integrator.claim;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stop of a signer: while there is one, nothing is signed or sent with its key. It outlives
 * restarts; a person ends it.
 */
public final class Stops {
  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  private final JdbcClient jdbc;
  private final Relayer relayer;
  private final Clock clock;

  /** The stop of this relayer, if there is one. */
  public Stops(JdbcClient jdbc, Relayer relayer, Clock clock) {
    this.jdbc = jdbc;
    this.relayer = relayer;
    this.clock = clock;
  }

  /**
   * Why nothing is sent.
   *
   * @param since when it was found
   * @param reason a sentence for an operator
   */
  public record Stop(Instant since, String reason) {}

  /** The stop in force. */
  public Optional<Stop> current() {
    return jdbc.sql("SELECT since, reason FROM integrator.stop WHERE signer = :signer")
        .param("signer", relayer.address().bytes())
        .query((row, index) ->
            new Stop(row.getTimestamp("since").toInstant(), row.getString("reason")))
        .optional();
  }

  /** Stops; a stop that is in force already keeps its reason. */
  public void stop(String reason) {
    LOG.error("signer {} stops: {}", relayer.address(), reason);
    jdbc.sql(
            """
            INSERT INTO integrator.stop (signer, since, reason) VALUES (:signer, :since, :reason)
            ON CONFLICT (signer) DO NOTHING
            """)
        .param("signer", relayer.address().bytes())
        .param("since", Timestamp.from(clock.instant()))
        .param("reason", reason)
        .update();
  }

  /** Ends the stop; says whether there was one. */
  public boolean resume() {
    boolean ended =
        jdbc.sql("DELETE FROM integrator.stop WHERE signer = :signer")
                .param("signer", relayer.address().bytes())
                .update()
            == 1;
    LOG.info("signer {} resumes: an operator ended the stop ({})", relayer.address(), ended);
    return ended;
  }
}
