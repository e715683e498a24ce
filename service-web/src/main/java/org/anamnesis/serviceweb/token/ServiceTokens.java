package org.anamnesis.serviceweb.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens with which this service calls another one for itself: 60 s of life, scope {@code
 * internal}, each used until 15 s before its end.
 */
public final class ServiceTokens {
  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration USED = Duration.ofSeconds(45);
  private final TokenMint mint;
  private final Clock clock;
  private final Map<String, Minted> minted = new ConcurrentHashMap<>();

  /** Tokens of this mint's issuer. */
  public ServiceTokens(TokenMint mint, Clock clock) {
    this.mint = mint;
    this.clock = clock;
  }

  /** A token for one service, for the header {@code Authorization: Bearer}. */
  public String forService(String audience) {
    Instant now = clock.instant();
    return minted
        .compute(
            audience,
            (name, last) ->
                last != null && now.isBefore(last.usedUntil())
                    ? last
                    : new Minted(mint.forItself(name, "internal", LIFE), now.plus(USED)))
        .token();
  }

  private record Minted(String token, Instant usedUntil) {}
}
