package org.anamnesis.serviceweb.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.anamnesis.protocol.id.ParticipantId;

/** Answers about participants that are younger than 5 s; the eldest of 10,000 makes room. */
final class ParticipantCache {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MOST = 10_000;
  private final Clock clock;
  private final LinkedHashMap<ParticipantId, Kept> kept = new LinkedHashMap<>();

  ParticipantCache(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<LedgerAnswers.Participant> get(ParticipantId id, long minBlock) {
    Instant now = clock.instant();
    return Optional.ofNullable(kept.get(id))
        .filter(it -> now.isBefore(it.until()) && it.answer().block() >= minBlock)
        .map(Kept::answer);
  }

  synchronized void put(LedgerAnswers.Participant answer) {
    kept.remove(answer.participant());
    if (kept.size() >= MOST) {
      kept.pollFirstEntry();
    }
    kept.put(answer.participant(), new Kept(answer, clock.instant().plus(LIFE)));
  }

  private record Kept(LedgerAnswers.Participant answer, Instant until) {}
}
