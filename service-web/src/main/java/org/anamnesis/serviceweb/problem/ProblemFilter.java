package org.anamnesis.serviceweb.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Renders what other filters throw, which no advice sees. */
final class ProblemFilter extends OncePerRequestFilter {
  private static final String BROKEN_OFF = ProblemFilter.class.getName() + ".brokenOff";
  private final Problems problems;

  ProblemFilter(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
      if (request.getAttribute(BROKEN_OFF) instanceof Throwable failure) {
        throw new ServletException("the answer broke off", failure);
      }
    } catch (RuntimeException | ServletException failure) {
      if (response.isCommitted()) {
        // The client must see a broken answer, not one that looks whole.
        throw failure;
      }
      problems.write(ProblemTranslation.of(failure), request, response);
    }
  }

  /**
   * Makes the container close the connection of an answer that is on its way. To throw is not
   * enough: Spring takes an end of file for a caller who went away, even if it came from elsewhere,
   * and the caller would wait for the rest.
   */
  static void breakOff(HttpServletRequest request, Throwable failure) {
    request.setAttribute(BROKEN_OFF, failure);
  }
}
