package org.anamnesis.serviceweb.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import org.anamnesis.protocol.key.PublicPoint;

/** Public keys of token issuers, from where the settings say. */
public final class KeySets {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MOST_OCTETS = 64 * 1024;
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(5);

  private KeySets() {}

  /** The public JWK of a key, named by its thumbprint (RFC 7638). */
  public static ECKey jwk(PublicPoint point) {
    return jwk(point.toJca());
  }

  static ECKey jwk(ECPublicKey key) {
    try {
      return new ECKey.Builder(Curve.P_256, key)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(com.nimbusds.jose.JWSAlgorithm.ES256)
          .keyIDFromThumbprint()
          .build();
    } catch (JOSEException everyKeyHasOne) {
      throw new IllegalStateException(everyKeyHasOne);
    }
  }

  static JWKSource<SecurityContext> at(URI location) {
    return switch (location.getScheme()) {
      case "file" -> inFile(Path.of(location));
      case "http", "https" -> remote(location);
      case null, default ->
          throw new IllegalStateException("A key set is at an http: or file: address: " + location);
    };
  }

  private static JWKSource<SecurityContext> inFile(Path file) {
    try {
      String text = Files.readString(file);
      JWKSet keys =
          text.contains("-----BEGIN")
              ? new JWKSet(jwk(KeyFiles.publicKey(text)))
              : JWKSet.parse(text);
      return new ImmutableJWKSet<>(keys.toPublicJWKSet());
    } catch (IOException | ParseException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          "The key set " + file + " is neither a JWK set nor a PEM public key.", unreadable);
    }
  }

  private static JWKSource<SecurityContext> remote(URI location) {
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              location.toURL(),
              new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_OCTETS))
          .cache(LIFETIME.toMillis(), TIMEOUT_MILLIS * 2L)
          .refreshAheadCache(false)
          .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
          .retrying(true)
          .outageTolerant(true)
          .build();
    } catch (MalformedURLException notAnAddress) {
      throw new IllegalStateException("Not the address of a key set: " + location, notAnAddress);
    }
  }
}
