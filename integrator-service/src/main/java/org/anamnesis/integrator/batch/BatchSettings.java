package org.anamnesis.integrator.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a batch closes.
 *
 * @param maxGas the estimated gas of a batch, 1 to 14 million: one transaction may take 16,777,216
 *     (EIP-7825), and the estimate needs room
 * @param maxOperations operations in a batch, 1 to 1,000
 * @param maxAge how long the oldest operation waits for company
 * @param maxInFlight transactions signed and not mined, 1 to 200 (a Besu node keeps so many of one
 *     sender)
 */
@ConfigurationProperties("anamnesis.batch")
public record BatchSettings(
    @DefaultValue("14000000") long maxGas,
    @DefaultValue("500") int maxOperations,
    @DefaultValue("1s") Duration maxAge,
    @DefaultValue("64") int maxInFlight) {
  /** Refuses what is out of range. */
  public BatchSettings {
    require(maxGas >= 1_000_000 && maxGas <= 14_000_000, "max-gas is 1000000 to 14000000");
    require(maxOperations >= 1 && maxOperations <= 1_000, "max-operations is 1 to 1000");
    require(!maxAge.isNegative() && maxAge.toSeconds() <= 60, "max-age is 0 to 60s");
    require(maxInFlight >= 1 && maxInFlight <= 200, "max-in-flight is 1 to 200");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("anamnesis.batch." + rule);
    }
  }
}
