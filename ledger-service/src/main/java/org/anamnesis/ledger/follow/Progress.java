package org.anamnesis.ledger.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.IndexedHead;
import org.springframework.stereotype.Component;

/**
 * How far the index has come: the age of its head, and how many blocks of the node's chain it
 * lacks.
 */
@Component
class Progress {
  private final IndexedHead head;
  private final Clock clock;
  private volatile long tip = -1;

  Progress(IndexedHead head, Clock clock) {
    this.head = head;
    this.clock = clock;
  }

  /** Takes note of the end of the node's chain. */
  void tipIs(long number) {
    tip = number;
  }

  /** The number of the indexed head, -1 before the first block. */
  long block() {
    return head.get().map(Checkpoint::number).orElse(-1L);
  }

  /** How old the indexed head is, empty before the first block. */
  Optional<Duration> age() {
    return head.get()
        .map(last -> Duration.between(Instant.ofEpochSecond(last.time()), clock.instant()));
  }

  /** Blocks of the node's chain that are not indexed, as of the last look at it. */
  long lag() {
    return Math.max(0, tip - block());
  }
}
