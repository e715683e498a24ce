package org.anamnesis.client.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a service says went wrong (RFC 9457).
 *
 * @param type stable, {@code urn:anamnesis:problem:…}
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param trace finds the request in the services' logs
 */
public record Problem(
    String type,
    @Nullable String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    @Nullable String trace) {
  private static final String PREFIX = "urn:anamnesis:problem:";

  /** The type without its prefix, such as {@code not-permitted}. */
  public String name() {
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  /** The sentence, or the name if there is none. */
  public String sentence() {
    return detail != null ? detail : name();
  }
}
