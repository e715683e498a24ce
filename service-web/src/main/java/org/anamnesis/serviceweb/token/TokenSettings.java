package org.anamnesis.serviceweb.token;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens a service accepts.
 *
 * @param audience what {@code aud} must hold; {@code spring.application.name} unless set
 * @param issuerKeys the issuers and where their public keys are
 * @param clockSkew by how much an issuer's clock may differ, at most 30 s
 */
@ConfigurationProperties("anamnesis.tokens")
record TokenSettings(
    @Nullable String audience,
    @DefaultValue List<IssuerKeys> issuerKeys,
    @DefaultValue("30s") Duration clockSkew) {
  static final Duration MOST_SKEW = Duration.ofSeconds(30);

  /**
   * An issuer.
   *
   * @param issuer the {@code iss} of its tokens
   * @param keySet {@code http:} or {@code https:} for a JWK set; {@code file:} for a JWK set or a
   *     PEM public key
   * @param people whether it may speak for participants; only the gateway may unless set
   */
  record IssuerKeys(String issuer, URI keySet, @Nullable Boolean people) {
    boolean speaksForPeople() {
      return people == null ? issuer.equals(TrustedIssuer.GATEWAY) : people;
    }
  }

  TokenSettings {
    issuerKeys = List.copyOf(issuerKeys);
    if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
      throw new IllegalArgumentException("anamnesis.tokens.clock-skew must be 0 s to 30 s");
    }
  }
}
