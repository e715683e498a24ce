package org.anamnesis.gateway.route;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.stream.Pieces;
import org.anamnesis.serviceweb.trace.Trace;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Passes a request on and its answer back, in pieces, and only the headers that the HTTP interface
 * names.
 */
final class StreamedExchange implements ProxyExchange, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final List<String> PASSED_ON =
      List.of(
          HttpHeaders.ACCEPT,
          HttpHeaders.AUTHORIZATION,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.IF_RANGE,
          HttpHeaders.RANGE,
          "Anamnesis-Ticket",
          "Upload-Offset");
  private static final Set<String> PASSED_BACK =
      Set.of(
          "accept-ranges",
          "allow",
          "cache-control",
          "content-disposition",
          "content-length",
          "content-range",
          "content-type",
          "etag",
          "location",
          "retry-after",
          "upload-offset",
          "www-authenticate");

  private final ReadHop reads = new ReadHop(CONNECT, ANSWER);
  private final SubmitHop submissions = new SubmitHop(CONNECT);

  @Override
  public ServerResponse exchange(Request request) {
    Answer answer = send(request);
    // Not by the builder's headers: seeing an ETag, it may answer 304 and never come back here.
    return ServerResponse.status(answer.status())
        .build((servletRequest, response) -> {
          try (answer) {
            passBack(answer, response);
          }
          return null;
        });
  }

  private Answer send(Request request) {
    HttpMethod method = request.getMethod();
    URI service = Objects.requireNonNull(request.getUri());
    Map<String, String> headers = passedOn(request);
    try (RequestBody body = new RequestBody(request.getServerRequest().servletRequest())) {
      try {
        return body.isThere()
            ? submissions.send(method, service, headers, body)
            : reads.send(method, service, headers);
      } catch (ConnectException
          | ConnectTimeoutException
          | ConnectionRequestTimeoutException
          | HttpConnectTimeoutException
          | UnknownHostException down) {
        throw unavailable(
            "The service behind this address does not answer; nothing was changed.", down);
      } catch (IOException broken) {
        body.rethrowFailure();
        throw unavailable(
            "The service behind this address broke off; ask for the state before trying again.",
            broken);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw unavailable("The gateway is stopping.", stopped);
      }
    }
  }

  private static Map<String, String> passedOn(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED_ON) {
      String value = request.getHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    headers.put(Trace.HEADER, Trace.of(request.getServerRequest().servletRequest()).header());
    return headers;
  }

  private static void passBack(Answer from, HttpServletResponse to) throws IOException {
    from.headers((name, value) -> {
      if (PASSED_BACK.contains(name.toLowerCase(Locale.ROOT))) {
        to.addHeader(name, value);
      }
    });
    Pieces.pass(from.octets(), to.getOutputStream());
  }

  private static ProblemException unavailable(String detail, Exception cause) {
    return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, detail, cause).retryAfter(RETRY);
  }

  @Override
  public void close() {
    reads.close();
    submissions.close();
  }
}
