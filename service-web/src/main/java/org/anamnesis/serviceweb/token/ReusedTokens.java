package org.anamnesis.serviceweb.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Tokens of 60 s of life, each used for the first 45 s of it, because a signature costs more than
 * all else that a hop does.
 */
final class ReusedTokens<K> {
  static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration USED = Duration.ofSeconds(45);
  private static final int MOST = 10_000;

  private final Cache<K, Minted> minted =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(USED).build();
  private final Clock clock;

  ReusedTokens(Clock clock) {
    this.clock = clock;
  }

  /** The one in use, or a fresh one of {@link #LIFE}. */
  String get(K key, Supplier<String> mint) {
    Instant now = clock.instant();
    return minted
        .asMap()
        .compute(
            key,
            (same, last) ->
                last != null && last.isUsedAt(now) ? last : new Minted(mint.get(), now.plus(USED)))
        .token();
  }

  private record Minted(String token, Instant until) {
    boolean isUsedAt(Instant now) {
      return now.isBefore(until) && !now.isBefore(until.minus(USED));
    }
  }
}
