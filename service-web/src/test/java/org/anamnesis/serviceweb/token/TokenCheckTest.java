package org.anamnesis.serviceweb.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/** What an issuer may say. */
class TokenCheckTest {
  private static final String PROVIDER = "https://id.example";
  private static final String GATEWAY = TrustedIssuer.GATEWAY;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final SigningKey key = SigningKey.generate();
  private final TokenCheck check =
      new TokenCheck(
          List.of(trusted(PROVIDER, false), trusted(GATEWAY, true)),
          "edge",
          Duration.ZERO,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aProvidersClientSpeaksForItself() {
    String token = token(PROVIDER, "operator-client", Duration.ofMinutes(15));

    assertThat(check.decode(token).getClaimAsString("scope")).isEqualTo("operate");
  }

  @Test
  void onlyWhoSpeaksForPeopleNamesASession() {
    String token =
        sign(claims(PROVIDER, "operator-client", Duration.ofMinutes(1)).claim(Caller.SESSION, "1"));

    assertThatThrownBy(() -> check.decode(token)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void whoSpeaksForPeopleHasNoClients() {
    String itself = token(GATEWAY, GATEWAY, Duration.ofMinutes(1));
    String client = token(GATEWAY, "operator-client", Duration.ofMinutes(1));

    assertThat(check.decode(itself).getSubject()).isEqualTo(GATEWAY);
    assertThatThrownBy(() -> check.decode(client)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenLivesForAQuarterOfAnHourAtMost() {
    String token = token(PROVIDER, "operator-client", Duration.ofMinutes(15).plusSeconds(1));

    assertThatThrownBy(() -> check.decode(token)).isInstanceOf(JwtException.class);
  }

  private TrustedIssuer trusted(String issuer, boolean speaksForPeople) {
    return new TrustedIssuer(
        issuer, new ImmutableJWKSet<>(new JWKSet(KeySets.jwk(key.point()))), speaksForPeople);
  }

  private String token(String issuer, String subject, Duration life) {
    return sign(claims(issuer, subject, life));
  }

  private static JWTClaimsSet.Builder claims(String issuer, String subject, Duration life) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(subject)
        .audience("edge")
        .claim("scope", "operate")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plus(life)));
  }

  private String sign(JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims.build());
      token.sign(new ECDSASigner(key.toJca(), Curve.P_256));
      return token.serialize();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
