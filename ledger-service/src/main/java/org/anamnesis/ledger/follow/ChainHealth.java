package org.anamnesis.ledger.follow;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up while the indexed head is young. A chain that halts, a node that hangs and a follower that
 * fails all show as an age that grows, whatever the node says about itself.
 */
@Component("chain")
class ChainHealth implements HealthIndicator {
  private final Progress progress;
  private final FollowSettings settings;

  ChainHealth(Progress progress, FollowSettings settings) {
    this.progress = progress;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Optional<Duration> age = progress.age();
    boolean young = age.filter(a -> a.compareTo(settings.staleAfter()) <= 0).isPresent();
    Health.Builder health = young ? Health.up() : Health.outOfService();
    age.ifPresent(a -> health.withDetail("ageSeconds", a.toSeconds()));
    return health.withDetail("block", progress.block()).withDetail("lag", progress.lag()).build();
  }
}
