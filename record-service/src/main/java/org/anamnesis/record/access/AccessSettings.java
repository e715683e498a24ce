package org.anamnesis.record.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * How long what an access opens stays open, and how far a reader's clock may be off; PROTOCOL.md
 * section 8 has both at 300 s.
 *
 * @param ticketLife from the first acceptance on
 * @param clockSkew either way
 */
@ConfigurationProperties("anamnesis.access")
record AccessSettings(
    @DefaultValue("300s") Duration ticketLife, @DefaultValue("300s") Duration clockSkew) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  AccessSettings {
    if (ticketLife.compareTo(LONGEST) > 0 || clockSkew.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("anamnesis.access.* are at most 300 s");
    }
  }

  /** Registers the settings. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(AccessSettings.class)
  static class Registered {}
}
