package org.anamnesis.serviceweb.token;

import java.time.Clock;

/**
 * Tokens with which this service calls another one for itself: 60 s of life, scope {@code
 * internal}, each used until 15 s before its end.
 */
public final class ServiceTokens {
  private final TokenMint mint;
  private final ReusedTokens<String> inUse;

  /** Tokens of this mint's issuer. */
  public ServiceTokens(TokenMint mint, Clock clock) {
    this.mint = mint;
    this.inUse = new ReusedTokens<>(clock);
  }

  /** A token for one service, for the header {@code Authorization: Bearer}. */
  public String forService(String audience) {
    return inUse.get(audience, () -> mint.forItself(audience, "internal", ReusedTokens.LIFE));
  }
}
