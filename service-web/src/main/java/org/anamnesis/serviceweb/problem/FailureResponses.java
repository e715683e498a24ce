package org.anamnesis.serviceweb.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request that failed outside Spring MVC with the failure's problem. */
public final class FailureResponses {
  private final Problems problems;

  FailureResponses(Problems problems) {
    this.problems = problems;
  }

  /** Writes the problem, unless an answer is already on its way. */
  public void write(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    problems.write(ProblemTranslation.of(failure), request, response);
  }
}
