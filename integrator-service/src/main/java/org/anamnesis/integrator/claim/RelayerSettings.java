package org.anamnesis.integrator.claim;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that batches are signed with.
 *
 * @param keyFile 64 hexadecimal digits of a secp256k1 key, readable by its owner only
 * @param lease how long the lease holds after it was last renewed; a standby takes over so much
 *     later
 */
@ConfigurationProperties("anamnesis.relayer")
public record RelayerSettings(Path keyFile, @DefaultValue("15s") Duration lease) {
  /** Refuses a lease under 100 ms. */
  public RelayerSettings {
    if (lease.toMillis() < 100) {
      throw new IllegalArgumentException("anamnesis.relayer.lease is at least 100ms");
    }
  }
}
