package org.anamnesis.serviceweb.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where a request stands in its trace: 32 hexadecimal digits that stay the same from end to end, 16
 * that are this service's own, and the caller's flags (W3C Trace Context, level 1). Not a secret,
 * and never a way to recognise a caller.
 */
public record Trace(String traceId, String spanId, String flags) {
  /** The header of W3C Trace Context. */
  public static final String HEADER = "traceparent";

  static final String TRACE_KEY = "trace.id";
  static final String SPAN_KEY = "span.id";

  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

  /** The trace of the request, made if its filter has not seen it yet. */
  public static Trace of(HttpServletRequest request) {
    if (request.getAttribute(Trace.class.getName()) instanceof Trace trace) {
      return trace;
    }
    Trace trace = continued(request.getHeader(HEADER));
    request.setAttribute(Trace.class.getName(), trace);
    return trace;
  }

  /** The trace that this thread works for, if it works for a request. */
  public static Optional<Trace> current() {
    String traceId = MDC.get(TRACE_KEY);
    String spanId = MDC.get(SPAN_KEY);
    return traceId == null || spanId == null
        ? Optional.empty()
        : Optional.of(new Trace(traceId, spanId, "01"));
  }

  /** A trace that begins here. */
  public static Trace begun() {
    return new Trace(randomHex(16), randomHex(8), "01");
  }

  /** The value of {@code traceparent} for a request that is made on behalf of this one. */
  public String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  static Trace continued(@Nullable String header) {
    if (header == null) {
      return begun();
    }
    Matcher parent = PARENT.matcher(header);
    return parent.matches() ? new Trace(parent.group(1), randomHex(8), parent.group(2)) : begun();
  }

  private static String randomHex(int octets) {
    byte[] random = new byte[octets];
    ThreadLocalRandom.current().nextBytes(random);
    random[0] |= 1;
    return HexFormat.of().formatHex(random);
  }
}
