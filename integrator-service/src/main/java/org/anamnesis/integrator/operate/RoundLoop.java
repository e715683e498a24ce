package org.anamnesis.integrator.operate;

import java.util.Optional;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.anamnesis.integrator.claim.LeaseLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Runs rounds for as long as the process lives, and remembers how the last one ended. */
public class RoundLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RoundLoop.class);

  private final Round round;
  private volatile Optional<Round.Outcome> outcome = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  /** A loop that has run no round yet. */
  public RoundLoop(Round round) {
    this.round = round;
  }

  /** The body: one round, whose failure is told and ends in the next round. */
  @Scheduled(fixedDelayString = "${anamnesis.operate.pause:200ms}")
  public void run() {
    try {
      Round.Outcome now = round.once();
      if (!Optional.of(now).equals(outcome) || failure.isPresent()) {
        LOG.info("integrator: {}", now);
      }
      outcome = Optional.of(now);
      failure = Optional.empty();
    } catch (ChainUnavailableException
        | LeaseLostException
        | DataAccessException
        | TransactionException e) {
      failed(e, false);
    } catch (RuntimeException e) {
      failed(e, true);
    }
  }

  private void failed(RuntimeException e, boolean needsAPerson) {
    String reason = String.valueOf(e.getMessage());
    boolean news = !Optional.of(reason).equals(failure);
    failure = Optional.of(reason);
    if (news && needsAPerson) {
      LOG.error("integrator: a round failed, the next one goes on", e);
    } else if (news) {
      LOG.warn("integrator: a round failed, the next one goes on: {}", reason);
    }
  }

  /** How the last round that ended well ended. */
  public Optional<Round.Outcome> outcome() {
    return outcome;
  }

  /** Why the last round failed, if it did. */
  public Optional<String> failure() {
    return failure;
  }
}
