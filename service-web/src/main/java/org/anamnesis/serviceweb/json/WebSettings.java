package org.anamnesis.serviceweb.json;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what a service reads.
 *
 * @param maxJsonSize the largest body that is not an octet stream; 1 MiB unless set
 */
@ConfigurationProperties("anamnesis.web")
record WebSettings(@DefaultValue("1MB") DataSize maxJsonSize) {
  WebSettings {
    if (maxJsonSize.toBytes() < 1 || maxJsonSize.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("anamnesis.web.max-json-size must be 1 B to 2 GiB");
    }
  }
}
