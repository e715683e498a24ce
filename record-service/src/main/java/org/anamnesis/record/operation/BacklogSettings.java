package org.anamnesis.record.operation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When new work is refused because the chain does not keep up. ACCESS is refused last: at twice the
 * depth and age.
 *
 * @param maxDepth operations that are accepted and not on the chain
 * @param maxAge of the oldest of them
 * @param maxHeadAge since the integrator last saw the chain, and of the newest block that it saw
 */
@ConfigurationProperties("anamnesis.backlog")
record BacklogSettings(
    @DefaultValue("100000") int maxDepth,
    @DefaultValue("300s") Duration maxAge,
    @DefaultValue("120s") Duration maxHeadAge) {
  BacklogSettings {
    if (maxDepth < 1 || maxAge.isNegative() || maxHeadAge.isNegative()) {
      throw new IllegalArgumentException("anamnesis.backlog.* are positive");
    }
  }
}
