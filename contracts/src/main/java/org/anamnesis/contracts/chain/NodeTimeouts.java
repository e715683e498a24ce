package org.anamnesis.contracts.chain;

import java.time.Duration;

/**
 * How long to wait for a node.
 *
 * @param connect until a connection stands
 * @param answer until a whole call is answered
 */
public record NodeTimeouts(Duration connect, Duration answer) {
  /** Five seconds, and thirty. */
  public static final NodeTimeouts USUAL =
      new NodeTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

  /** Refuses what is not positive. */
  public NodeTimeouts {
    if (!connect.isPositive() || !answer.isPositive()) {
      throw new IllegalArgumentException("a time-out is positive");
    }
  }
}
