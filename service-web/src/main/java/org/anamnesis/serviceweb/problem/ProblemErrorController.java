package org.anamnesis.serviceweb.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Renders what the container or {@code sendError} answers, instead of Spring Boot's error page. */
@RestController
final class ProblemErrorController implements ErrorController {
  private final Problems problems;

  ProblemErrorController(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  @Nullable ResponseEntity<Map<String, Object>> error(
      HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) {
      // Tomcat includes this page into the answer that broke off, and then closes the connection.
      return null;
    }
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    ProblemException problem =
        failure instanceof Throwable thrown
            ? ProblemTranslation.of(thrown)
            : ProblemTranslation.ofStatus(status instanceof Integer code ? code : 404);
    return problems.entity(problem, request);
  }
}
