package org.anamnesis.ledger.participant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells a participant who was suspended or has left, and whose session goes on, just that. Patients
 * pass: they keep their own history.
 */
@Configuration(proxyBeanMethods = false)
class ActiveCallers implements WebMvcConfigurer, HandlerInterceptor {
  private final Participants participants;

  ActiveCallers(Participants participants) {
    this.participants = participants;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/v1/records/**", "/v1/patients/**", "/v1/audit/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean silenced =
        Caller.of(request)
            .flatMap(caller -> participants.find(caller.participant()))
            .filter(it -> !it.isActive() && it.role() != Role.PATIENT)
            .isPresent();
    if (silenced) {
      throw new ProblemException(
          ProblemType.PARTICIPANT_NOT_ACTIVE, "The caller is suspended or has left.");
    }
    return true;
  }
}
