package org.anamnesis.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;

/** A token bucket for each name, of which at most 100,000 are remembered. */
final class Buckets {
  private static final int BURST_SECONDS = 10;
  private static final int MOST_NAMES = 100_000;
  private final LoadingCache<String, Bucket> buckets;

  Buckets(int perSecond) {
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_NAMES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build(name -> full(perSecond));
  }

  private static Bucket full(int perSecond) {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity((long) perSecond * BURST_SECONDS)
                .refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Takes one request, or refuses it with the time until the next one. */
  void take(String name) {
    ConsumptionProbe probe = buckets.get(name).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new ProblemException(
              ProblemType.TOO_MANY_REQUESTS, "There were too many requests; wait before the next.")
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }
}
