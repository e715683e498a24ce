package org.anamnesis.serviceweb.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one advice of a service: every failure of a controller becomes a problem. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final DisconnectedClientHelper DISCONNECTED =
      new DisconnectedClientHelper("org.anamnesis.serviceweb.disconnected");
  private final Problems problems;

  ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler(Throwable.class)
  @Nullable ResponseEntity<Map<String, Object>> render(
      Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws Throwable {
    if (response.isCommitted()) {
      ProblemFilter.breakOff(request, failure);
      throw failure;
    }
    ProblemException problem = ProblemTranslation.of(failure);
    boolean nobodyListens =
        problem.type() == ProblemType.INTERNAL_ERROR
            && DISCONNECTED.checkAndLogClientDisconnectedException(failure);
    return nobodyListens ? null : problems.entity(problem, request);
  }
}
