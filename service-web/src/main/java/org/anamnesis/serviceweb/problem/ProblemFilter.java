package org.anamnesis.serviceweb.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Renders what other filters throw, which no advice sees. */
final class ProblemFilter extends OncePerRequestFilter {
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
    } catch (RuntimeException | ServletException failure) {
      if (response.isCommitted()) {
        // The client must see a broken answer, not one that looks whole.
        throw failure;
      }
      problems.write(ProblemTranslation.of(failure), request, response);
    }
  }
}
