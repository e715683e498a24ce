package org.anamnesis.record.store;

import java.net.URI;
import java.time.Duration;
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
 */
@ConfigurationProperties("anamnesis.store")
record StoreSettings(
    URI endpoint,
    String bucket,
    @DefaultValue("us-east-1") String region,
    String accessKey,
    String secretKey,
    @DefaultValue("20s") Duration timeout) {
  @Override
  public String toString() {
    return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + "]";
  }
}
