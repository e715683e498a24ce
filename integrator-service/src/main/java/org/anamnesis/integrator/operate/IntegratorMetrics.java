package org.anamnesis.integrator.operate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.confirm.DeadLetters;
import org.anamnesis.outbox.OutboxClaims;

/**
 * The numbers to watch: what waits, what is in flight, what a person must look at, and the head.
 */
public final class IntegratorMetrics implements MeterBinder {
  private static final int COUNT_UP_TO = 100_000;

  private final OutboxClaims claims;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final Lease lease;
  private final Pulse pulse;

  /** The numbers of an integrator. */
  public IntegratorMetrics(
      OutboxClaims claims,
      Transactions transactions,
      DeadLetters deadLetters,
      Lease lease,
      Pulse pulse) {
    this.claims = claims;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.lease = lease;
    this.pulse = pulse;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("anamnesis.outbox.waiting", claims, c -> c.waiting(COUNT_UP_TO).depth())
        .description("operations that no batch holds yet")
        .register(registry);
    Gauge.builder("anamnesis.transactions.in.flight", transactions, Transactions::countInFlight)
        .description("signed transactions without a receipt")
        .register(registry);
    Gauge.builder("anamnesis.dead.letters", deadLetters, DeadLetters::count).register(registry);
    Gauge.builder("anamnesis.lease.held", lease, l -> l.isHeld() ? 1 : 0).register(registry);
    Gauge.builder("anamnesis.head.age", pulse, IntegratorMetrics::seconds)
        .baseUnit("seconds")
        .register(registry);
  }

  private static double seconds(Pulse pulse) {
    return pulse
        .headAge()
        .map(Duration::toMillis)
        .map(millis -> millis / 1000.0)
        .orElse(Double.NaN);
  }
}
