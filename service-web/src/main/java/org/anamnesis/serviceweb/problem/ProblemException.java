package org.anamnesis.serviceweb.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request is refused, or cannot be served now. The detail is one sentence for a person; it holds
 * no name, key, token or plaintext, because it is sent and may be logged.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemType type;
  private final String detail;
  private final transient Map<String, Object> extensions;
  private final @Nullable Duration retryAfter;

  /** A problem without extensions; 429 and 503 carry {@code Retry-After: 1}. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of(), type.usualRetryAfter().orElse(null), null);
  }

  /** The same, with the failure that led to it, which is logged for 5xx and never sent. */
  public ProblemException(ProblemType type, String detail, @Nullable Throwable cause) {
    this(type, detail, Map.of(), type.usualRetryAfter().orElse(null), cause);
  }

  private ProblemException(
      ProblemType type,
      String detail,
      Map<String, Object> extensions,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(type.wireName() + ": " + detail, cause);
    this.type = type;
    this.detail = detail;
    this.extensions = extensions;
    this.retryAfter = retryAfter;
  }

  /** The same problem with one more member in its JSON. */
  public ProblemException with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extensions);
    more.put(name, value);
    return new ProblemException(type, detail, more, retryAfter, getCause());
  }

  /** The same problem with {@code Retry-After}, rounded up to whole seconds. */
  public ProblemException retryAfter(Duration wait) {
    return new ProblemException(type, detail, extensions, wait, getCause());
  }

  /** What kind of problem this is. */
  public ProblemType type() {
    return type;
  }

  /** The sentence for a person. */
  public String detail() {
    return detail;
  }

  /** Members of the problem's JSON besides those of RFC 9457. */
  public Map<String, Object> extensions() {
    return extensions;
  }

  /** How long a caller should wait before it tries again. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
