package org.anamnesis.integrator.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.outbox.ChainHead;
import org.anamnesis.outbox.OutboxClaims;

/**
 * The newest block that was seen, kept for this service's health and written into the outbox, where
 * the record service reads from its age whether to take new work.
 */
public final class Pulse {
  private final OutboxClaims claims;
  private final Clock clock;
  private volatile Optional<ChainHead> last = Optional.empty();

  /** A pulse that has not beaten yet. */
  public Pulse(OutboxClaims claims, Clock clock) {
    this.claims = claims;
    this.clock = clock;
  }

  void beat(BlockHead head) {
    ChainHead seen = new ChainHead(head.number(), head.timestamp(), clock.instant());
    claims.see(seen);
    last = Optional.of(seen);
  }

  /** The newest block that this process saw. */
  public Optional<ChainHead> last() {
    return last;
  }

  /** How old the newest block is; empty if none was seen. */
  public Optional<Duration> headAge() {
    return last.map(
        head -> Duration.between(Instant.ofEpochSecond(head.blockTime()), clock.instant()));
  }

  /** How long ago the node was last answering; empty if it never was. */
  public Optional<Duration> silence() {
    return last.map(head -> Duration.between(head.seenAt(), clock.instant()));
  }
}
