package org.anamnesis.serviceweb.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The participant on whose behalf a request is made, as the gateway saw them sign in. A controller
 * takes it as an argument.
 *
 * @param participant the token's subject
 * @param role as of signing in
 * @param organisation where they are enrolled
 * @param session the gateway's session, to which tickets are bound
 */
public record Caller(
    ParticipantId participant, Role role, OrganisationId organisation, String session) {
  static final String ROLE = "role";
  static final String ORGANISATION = "org";
  static final String SESSION = "sid";

  /** The participant whose token a request carries, once it was checked. */
  public static Optional<Caller> of(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof JwtAuthenticationToken token
        ? of(token.getToken())
        : Optional.empty();
  }

  /** The participant of a token, empty if it is a service's own. */
  static Optional<Caller> of(Jwt token) {
    String subject = token.getSubject();
    String organisation = token.getClaimAsString(ORGANISATION);
    String session = token.getClaimAsString(SESSION);
    Object role = token.getClaim(ROLE);
    if (subject == null
        || organisation == null
        || session == null
        || !(role instanceof Number number)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Caller(
              ParticipantId.parse(subject),
              Numbered.of(Role.class, number.longValue()),
              OrganisationId.parse(organisation),
              session));
    } catch (IllegalArgumentException misshapen) {
      return Optional.empty();
    }
  }
}
