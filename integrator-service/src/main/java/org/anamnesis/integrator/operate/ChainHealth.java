package org.anamnesis.integrator.operate;

import java.time.Duration;
import java.util.Optional;
import org.anamnesis.integrator.claim.Stops;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready is who holds the lease, is not stopped, and sees a chain that goes on: by the age of its
 * newest block, for a halted node still answers. A standby is ready to take over.
 */
public final class ChainHealth implements HealthIndicator {
  private final RoundLoop loop;
  private final Pulse pulse;
  private final Stops stops;
  private final OperateSettings settings;

  /** The health of a loop. */
  public ChainHealth(RoundLoop loop, Pulse pulse, Stops stops, OperateSettings settings) {
    this.loop = loop;
    this.pulse = pulse;
    this.stops = stops;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Optional<Round.Outcome> outcome = loop.outcome();
    if (outcome.equals(Optional.of(Round.Outcome.STANDBY)) && loop.failure().isEmpty()) {
      return Health.up().withDetail("lease", "another process").build();
    }
    Health.Builder health = isWorking(outcome) ? Health.up() : Health.outOfService();
    health.withDetail("lease", "this process");
    pulse.headAge().ifPresent(age -> health.withDetail("headAge", age.toString()));
    stops.current().ifPresent(stop -> health.withDetail("stop", stop.reason()));
    loop.failure().ifPresent(failure -> health.withDetail("failure", failure));
    return health.build();
  }

  private boolean isWorking(Optional<Round.Outcome> outcome) {
    return outcome.equals(Optional.of(Round.Outcome.WORKED))
        && isFresh(pulse.headAge())
        && isFresh(pulse.silence());
  }

  private boolean isFresh(Optional<Duration> age) {
    return age.isPresent() && age.get().compareTo(settings.oldestHead()) <= 0;
  }
}
