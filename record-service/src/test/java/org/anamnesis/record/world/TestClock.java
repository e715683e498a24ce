package org.anamnesis.record.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of day, moved forward as a test wants it. */
public final class TestClock extends Clock {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** Lets time pass for the service. */
  public void pass(Duration time) {
    ahead.updateAndGet(now -> now.plus(time));
  }

  /** Back to the time of day. */
  public void reset() {
    ahead.set(Duration.ZERO);
  }

  /** Unix seconds. */
  public long now() {
    return instant().getEpochSecond();
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only UTC is asked for");
  }
}
