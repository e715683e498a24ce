package org.anamnesis.integrator.operate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the integrator runs.
 *
 * @param pause between the end of a round and the next one
 * @param oldestHead the age of the newest block past which this service is not ready
 */
@ConfigurationProperties("anamnesis.operate")
public record OperateSettings(
    @DefaultValue("200ms") Duration pause, @DefaultValue("30s") Duration oldestHead) {
  /** Refuses what is not positive. */
  public OperateSettings {
    if (!pause.isPositive() || !oldestHead.isPositive()) {
      throw new IllegalArgumentException(
          "anamnesis.operate.pause and .oldest-head are longer than nothing");
    }
  }
}
