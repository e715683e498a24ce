package org.anamnesis.localnetwork.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds whose median is taken
 * @param sealed octets of the buffer that is sealed
 * @param period for how long a fresh JVM seals before, and while, it is timed
 * @param operations anchored in a round
 * @param large octets of the large record
 * @param small octets of the small record
 * @param reads of the small record in a round
 * @param warmUp rounds before those that count: the JVMs of three services need 15,000 requests
 *     until they get no faster
 */
public record Sizes(
    int rounds,
    int sealed,
    Duration period,
    int operations,
    long large,
    int small,
    int reads,
    int warmUp) {
  /** What the targets are about. */
  public static Sizes full(int rounds, long large) {
    return new Sizes(rounds, 64 << 20, Duration.ofSeconds(1), 5_000, large, 1 << 20, 100, 150);
  }

  /** As little as shows that a bench runs. */
  public static Sizes tiny() {
    return new Sizes(1, 1 << 20, Duration.ofMillis(50), 6, 3 << 20, 1 << 20, 4, 0);
  }
}
