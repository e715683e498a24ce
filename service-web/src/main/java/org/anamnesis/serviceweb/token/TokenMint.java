package org.anamnesis.serviceweb.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.anamnesis.protocol.key.SigningKey;

/** Makes tokens (JWT, ES256) of one issuer. */
public final class TokenMint {
  private final String issuer;
  private final ECKey publicKey;
  private final JWSSigner signer;
  private final Clock clock;

  /**
   * @param issuer the {@code iss} of every token
   * @param key what signs them
   */
  public TokenMint(String issuer, SigningKey key, Clock clock) {
    this.issuer = issuer;
    this.publicKey = KeySets.jwk(key.point());
    this.clock = clock;
    try {
      this.signer = new ECDSASigner(key.toJca(), Curve.P_256);
    } catch (JOSEException unsuitable) {
      throw new IllegalStateException("The token key does not sign ES256.", unsuitable);
    }
  }

  /** The public key that checks these tokens. */
  public ECKey publicKey() {
    return publicKey;
  }

  /** A token in which a participant calls one service. */
  public String forCaller(Caller caller, String audience, Duration life) {
    return sign(
        new JWTClaimsSet.Builder()
            .subject(caller.participant().hex())
            .audience(audience)
            .claim(Caller.SESSION, caller.session())
            .claim(Caller.ROLE, caller.role().number())
            .claim(Caller.ORGANISATION, caller.organisation().hex()),
        life);
  }

  /** A token in which this issuer itself calls one service. */
  public String forItself(String audience, String scope, Duration life) {
    return sign(
        new JWTClaimsSet.Builder().subject(issuer).audience(audience).claim("scope", scope), life);
  }

  private String sign(JWTClaimsSet.Builder claims, Duration life) {
    Instant now = clock.instant();
    claims
        .issuer(issuer)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(life)))
        .jwtID(UUID.randomUUID().toString());
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(publicKey.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(signer);
    } catch (JOSEException failed) {
      throw new IllegalStateException("The token key does not sign.", failed);
    }
    return token.serialize();
  }
}
