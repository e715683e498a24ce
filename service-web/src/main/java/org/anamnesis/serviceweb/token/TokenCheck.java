package org.anamnesis.serviceweb.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks a token: ES256 by a key of an issuer that is trusted, for this service, in its time, and
 * saying no more than its issuer may say. Its issuer is looked up before anything is verified, but
 * nothing else of it is believed until then.
 */
final class TokenCheck implements JwtDecoder {
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_REMEMBERED = 10_000;

  private final Map<String, JwtDecoder> issuers = new HashMap<>();
  private final JwtTimestampValidator time;
  private final Cache<String, Jwt> checked =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  TokenCheck(List<TrustedIssuer> trusted, String audience, Duration skew, Clock clock) {
    this.time = time(skew, clock);
    for (TrustedIssuer issuer : trusted) {
      if (issuers.put(issuer.issuer(), decoder(issuer, audience, time)) != null) {
        throw new IllegalStateException("The issuer " + issuer.issuer() + " is named twice.");
      }
    }
  }

  /** A token that was checked in the last 30 s is only asked for its time. */
  @Override
  public Jwt decode(String token) {
    Jwt known = checked.getIfPresent(token);
    if (known != null && !time.validate(known).hasErrors()) {
      return known;
    }
    Jwt fresh = check(token);
    checked.put(token, fresh);
    return fresh;
  }

  private Jwt check(String token) {
    JwtDecoder decoder = issuers.get(claimedIssuer(token));
    if (decoder == null) {
      throw new BadJwtException("the issuer is not trusted");
    }
    try {
      return decoder.decode(token);
    } catch (BadJwtException refused) {
      throw refused;
    } catch (JwtException unchecked) {
      if (isUnknownKey(unchecked)) {
        throw new BadJwtException("the key is not one of the issuer's", unchecked);
      }
      throw unchecked;
    }
  }

  private static @Nullable String claimedIssuer(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
    } catch (ParseException malformed) {
      throw new BadJwtException("malformed", malformed);
    }
  }

  private static boolean isUnknownKey(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof RateLimitReachedException || isUnknownKey(failure.getCause()));
  }

  private static JwtDecoder decoder(
      TrustedIssuer issuer, String audience, JwtTimestampValidator time) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(issuer.keys())
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            time,
            new JwtIssuerValidator(issuer.issuer()),
            new JwtAudienceValidator(audience),
            onlyWhatItMaySay(issuer)));
    return decoder;
  }

  private static JwtTimestampValidator time(Duration skew, Clock clock) {
    JwtTimestampValidator time = new JwtTimestampValidator(skew);
    time.setAllowEmptyExpiryClaim(false);
    time.setClock(clock);
    return time;
  }

  private static OAuth2TokenValidator<Jwt> onlyWhatItMaySay(TrustedIssuer issuer) {
    return token -> {
      boolean isOfSomebody = token.hasClaim(Caller.SESSION);
      boolean allowed =
          isOfSomebody
              ? issuer.speaksForPeople() && !token.hasClaim("scope") && Caller.of(token).isPresent()
              : !issuer.speaksForPeople() || issuer.issuer().equals(token.getSubject());
      Instant issued = token.getIssuedAt();
      Instant ends = token.getExpiresAt();
      boolean shortLived =
          issued != null && ends != null && !ends.isAfter(issued.plus(LONGEST_LIFE));
      return allowed && shortLived
          ? OAuth2TokenValidatorResult.success()
          : OAuth2TokenValidatorResult.failure(
              new OAuth2Error("invalid_token", "says more than its issuer may", null));
    };
  }
}
