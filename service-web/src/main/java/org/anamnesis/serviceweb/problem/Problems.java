package org.anamnesis.serviceweb.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.anamnesis.serviceweb.trace.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Renders problems (RFC 9457) for controllers and, outside Spring MVC, for servlet filters. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  /** The answer for a controller; also logs what a person must look at. */
  public ResponseEntity<Map<String, Object>> entity(
      ProblemException problem, HttpServletRequest request) {
    log(problem);
    return ResponseEntity.status(problem.type().status())
        .headers(headers(problem))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body(problem, request));
  }

  /** Writes the answer straight to the response, unless that is already on its way. */
  public void write(
      ProblemException problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    log(problem);
    if (response.isCommitted()) {
      return;
    }
    byte[] octets = json.writeValueAsBytes(body(problem, request));
    response.resetBuffer();
    response.setStatus(problem.type().status());
    headers(problem).forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(octets.length);
    response.getOutputStream().write(octets);
    response.flushBuffer();
  }

  private static void log(ProblemException problem) {
    if (problem.type() == ProblemType.INTERNAL_ERROR) {
      LOG.error("internal-error", problem.getCause());
    } else if (problem.type().status() >= 500) {
      LOG.warn("{}", problem.getMessage(), problem.getCause());
    }
  }

  private static HttpHeaders headers(ProblemException problem) {
    HttpHeaders headers = new HttpHeaders();
    headers.setCacheControl("no-store");
    problem
        .retryAfter()
        .ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait))));
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return headers;
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  private static Map<String, Object> body(ProblemException problem, HttpServletRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", problem.type().uri().toString());
    body.put("title", problem.type().title());
    body.put("status", problem.type().status());
    body.put("detail", problem.detail());
    body.put("instance", request.getRequestURI());
    body.put("trace", Trace.of(request).traceId());
    problem.extensions().forEach(body::putIfAbsent);
    return body;
  }
}
