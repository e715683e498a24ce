package org.anamnesis.serviceweb.token;

import java.time.Clock;

/**
 * Tokens with which the gateway passes a caller on to one service: 60 s of life, each used until 15
 * s before its end for requests of the same session.
 */
public final class HopTokens {
  private final TokenMint mint;
  private final ReusedTokens<Hop> inUse;

  /** Tokens of this mint's issuer. */
  public HopTokens(TokenMint mint, Clock clock) {
    this.mint = mint;
    this.inUse = new ReusedTokens<>(clock);
  }

  /** A token that says to one service who calls, for the header {@code Authorization: Bearer}. */
  public String forCaller(Caller caller, String audience) {
    return inUse.get(
        new Hop(caller, audience), () -> mint.forCaller(caller, audience, ReusedTokens.LIFE));
  }

  private record Hop(Caller caller, String audience) {}
}
