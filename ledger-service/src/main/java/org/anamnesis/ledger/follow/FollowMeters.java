package org.anamnesis.ledger.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the follower does, in numbers. */
@Component
class FollowMeters {
  private final Counter blocks;
  private final Counter events;
  private final Counter rewinds;
  private final Counter failures;

  FollowMeters(MeterRegistry meters, Progress progress) {
    blocks = meters.counter("anamnesis.ledger.blocks");
    events = meters.counter("anamnesis.ledger.events");
    rewinds = meters.counter("anamnesis.ledger.rewinds");
    failures = meters.counter("anamnesis.ledger.failures");
    Gauge.builder("anamnesis.ledger.head.block", progress, Progress::block).register(meters);
    Gauge.builder("anamnesis.ledger.head.lag", progress, Progress::lag)
        .baseUnit("blocks")
        .register(meters);
    Gauge.builder(
            "anamnesis.ledger.head.age",
            progress,
            p -> p.age().map(Duration::toSeconds).orElse(-1L))
        .baseUnit("seconds")
        .register(meters);
  }

  void followed(int newBlocks, int newEvents) {
    blocks.increment(newBlocks);
    events.increment(newEvents);
  }

  void rewound() {
    rewinds.increment();
  }

  void failed() {
    failures.increment();
  }
}
