package org.anamnesis.serviceweb.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * An issuer whose tokens a service accepts; a service may add one as a bean, as the gateway does
 * for its own tokens.
 *
 * @param issuer the {@code iss} of its tokens
 * @param keys its public keys
 * @param speaksForPeople whether its tokens may be those of participants; other tokens of such an
 *     issuer are its own, those of any other issuer also its clients'
 */
public record TrustedIssuer(
    String issuer, JWKSource<SecurityContext> keys, boolean speaksForPeople) {
  /** The issuer of people's tokens. */
  public static final String GATEWAY = "gateway-service";
}
