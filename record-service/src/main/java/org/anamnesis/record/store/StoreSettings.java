package org.anamnesis.record.store;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3 store.
 *
 * @param endpoint its address
 * @param bucket is made at the start if it is not there
 * @param region as the store signs requests
 * @param accessKey name of the key
 * @param secretKey its secret
 * @param timeout for a connection, and for every read and write on it
 * @param presignedLife how long a presigned URL is good for, at most 30 s (PROTOCOL.md section 8);
 *     0, as usual, for giving out none
 * @param presignedEndpoint the store's address as readers reach it; {@code endpoint} unless set
 */
@ConfigurationProperties("anamnesis.store")
record StoreSettings(
    URI endpoint,
    String bucket,
    @DefaultValue("us-east-1") String region,
    String accessKey,
    String secretKey,
    @DefaultValue("20s") Duration timeout,
    @DefaultValue("0s") Duration presignedLife,
    @Nullable URI presignedEndpoint) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  StoreSettings {
    if (presignedLife.isNegative() || presignedLife.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("anamnesis.store.presigned-life is 0 to 30 s");
    }
  }

  @Override
  public String toString() {
    return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + "]";
  }
}
