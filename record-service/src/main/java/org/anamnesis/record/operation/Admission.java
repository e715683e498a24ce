package org.anamnesis.record.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.anamnesis.outbox.Backlog;
import org.anamnesis.outbox.ChainHead;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses new work while too much waits for the chain. What it knows is at most a second old. */
@Component
public final class Admission {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final long RELEASES_STOP_AFTER_SECONDS = 600;

  private final Outbox outbox;
  private final BacklogSettings settings;
  private final Clock clock;
  private volatile @Nullable Seen seen;

  Admission(Outbox outbox, BacklogSettings settings, Clock clock) {
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Refuses with {@code backlog-full}, and an ACCESS also with {@code releases-stopped}. Reads are
   * refused last, and with them what ends reads.
   */
  public void admit(Operation operation) {
    if (operation instanceof Operation.Access) {
      admitRelease();
    }
    Backlog backlog = backlog();
    Instant now = clock.instant();
    int patience = isRefusedLast(operation) ? 2 : 1;
    boolean tooDeep = backlog.depth() >= (long) patience * settings.maxDepth();
    boolean tooOld =
        backlog.oldestAcceptedAt().isPresent()
            && now.getEpochSecond() - backlog.oldestAcceptedAt().getAsLong()
                > patience * settings.maxAge().toSeconds();
    boolean headTooOld = backlog.head().filter(head -> isOld(head, now)).isPresent();
    if (tooDeep || tooOld || headTooOld) {
      throw new ProblemException(
              ProblemType.BACKLOG_FULL,
              "Too much waits for the chain, or the chain stands still; try again later.")
          .retryAfter(RETRY);
    }
  }

  private static boolean isRefusedLast(Operation operation) {
    return operation instanceof Operation.Access
        || (operation instanceof Operation.Consent consent && consent.effect() != Effect.ALLOW);
  }

  /** Refuses with {@code releases-stopped} while an ACCESS waits for the chain for too long. */
  public void admitRelease() {
    long now = clock.instant().getEpochSecond();
    var oldest = backlog().oldestAccessAcceptedAt();
    if (oldest.isPresent() && now - oldest.getAsLong() > RELEASES_STOP_AFTER_SECONDS) {
      throw new ProblemException(
              ProblemType.RELEASES_STOPPED,
              "An access was not confirmed by the chain in time, so nothing is released for now.")
          .retryAfter(RETRY);
    }
  }

  private boolean isOld(ChainHead head, Instant now) {
    Instant bound = now.minus(settings.maxHeadAge());
    return head.seenAt().isBefore(bound) || Instant.ofEpochSecond(head.blockTime()).isBefore(bound);
  }

  private Backlog backlog() {
    Instant now = clock.instant();
    Seen last = seen;
    if (last == null || last.at().plus(FRESH).isBefore(now) || last.at().isAfter(now)) {
      last = new Seen(outbox.backlog(2 * settings.maxDepth()), now);
      seen = last;
    }
    return last.backlog();
  }

  private record Seen(Backlog backlog, Instant at) {}
}
