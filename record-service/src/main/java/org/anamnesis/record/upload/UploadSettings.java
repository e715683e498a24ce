package org.anamnesis.record.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * How octets are taken in.
 *
 * @param partSize of a multipart upload; a multiple of 65,536 octets, 5 MiB or more for most stores
 * @param maxLength of the sealed content
 * @param buffer memory for all uploads that run at a time
 * @param patience how long an upload waits for a share of that memory
 * @param longest how long an upload may take, interruptions included
 * @param lease how long a request that fell silent keeps others from going on
 */
@ConfigurationProperties("anamnesis.upload")
record UploadSettings(
    @DefaultValue("8MB") DataSize partSize,
    @DefaultValue("64GB") DataSize maxLength,
    @DefaultValue("64MB") DataSize buffer,
    @DefaultValue("20s") Duration patience,
    @DefaultValue("24h") Duration longest,
    @DefaultValue("2m") Duration lease) {
  static final int SEGMENT = 65_536;

  UploadSettings {
    if (partSize.toBytes() < SEGMENT
        || partSize.toBytes() % SEGMENT != 0
        || partSize.toBytes() > buffer.toBytes()) {
      throw new IllegalArgumentException(
          "anamnesis.upload.part-size is a multiple of 65,536 octets and fits into the buffer");
    }
  }

  int partOctets() {
    return Math.toIntExact(partSize.toBytes());
  }

  /** Registers the settings. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(UploadSettings.class)
  static class Registered {}
}
