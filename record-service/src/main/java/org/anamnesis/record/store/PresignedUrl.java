package org.anamnesis.record.store;

import java.net.URI;

/**
 * Opens one object to whoever has it; so it shows itself to nobody.
 *
 * @param url for GET
 * @param expiresAt Unix seconds
 */
public record PresignedUrl(URI url, long expiresAt) {
  @Override
  public String toString() {
    return "PresignedUrl[redacted]";
  }
}
