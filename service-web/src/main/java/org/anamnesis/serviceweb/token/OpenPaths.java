package org.anamnesis.serviceweb.token;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Addresses that a service answers without a token; a service that has some defines one bean of
 * this type. Everything else under {@code /v1/} needs a participant's token.
 *
 * @param calls method and path pattern, such as {@code /v1/session/nonce}
 */
public record OpenPaths(List<Call> calls) {
  /** One method at the addresses of one Spring path pattern. */
  public record Call(HttpMethod method, String pattern) {}

  /** Copies. */
  public OpenPaths {
    calls = List.copyOf(calls);
  }

  /** Some open calls. */
  public static OpenPaths of(Call... calls) {
    return new OpenPaths(Arrays.asList(calls));
  }
}
