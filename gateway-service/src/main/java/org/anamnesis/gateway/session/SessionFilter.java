package org.anamnesis.gateway.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a token whose session was signed out, however long the token itself still lives. */
final class SessionFilter extends OncePerRequestFilter {
  private final Sessions sessions;

  SessionFilter(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Caller> caller = Caller.of(request);
    if (caller.isPresent() && !isOpen(caller.get())) {
      throw new ProblemException(
          ProblemType.UNAUTHENTICATED, "The session has ended; sign in again.");
    }
    chain.doFilter(request, response);
  }

  private boolean isOpen(Caller caller) {
    try {
      return sessions.isOpen(UUID.fromString(caller.session()), caller.participant());
    } catch (IllegalArgumentException notOneOfOurs) {
      return false;
    }
  }
}
