package org.anamnesis.client.gateway;

import java.time.Duration;
import java.util.Optional;

/** A service refused a request and said why. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  ProblemException(Problem problem, Optional<Duration> retryAfter) {
    super(problem.sentence());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** What the service said. */
  public Problem problem() {
    return problem;
  }

  /** When the service asks to be asked again; empty if it does not say so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
