package org.anamnesis.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.stream.Pieces;
import org.anamnesis.serviceweb.trace.Trace;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Passes a request on and its answer back, in pieces, and only the headers that the HTTP interface
 * names. A body is announced with {@code Expect: 100-continue}, so that a service that refuses it
 * is heard before a gigabyte was sent for nothing.
 */
final class StreamedExchange implements ProxyExchange, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(2);
  private static final long ANNOUNCED_FROM = 64 * 1024;
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

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  @Override
  public ServerResponse exchange(Request request) {
    try (RequestBody body = new RequestBody(request.getServerRequest().servletRequest())) {
      HttpResponse<InputStream> answer = send(request, body);
      return ServerResponse.status(answer.statusCode())
          .headers(headers -> passBack(answer.headers(), headers))
          .build((servletRequest, response) -> {
            try (InputStream octets = answer.body()) {
              Pieces.pass(octets, response.getOutputStream());
            }
            return null;
          });
    }
  }

  private HttpResponse<InputStream> send(Request request, RequestBody body) {
    try {
      return http.send(toService(request, body), BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException down) {
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

  private static HttpRequest toService(Request request, RequestBody body) {
    ServerRequest incoming = request.getServerRequest();
    HttpRequest.Builder outgoing = HttpRequest.newBuilder(request.getUri());
    for (String name : PASSED_ON) {
      String value = request.getHeaders().getFirst(name);
      if (value != null) {
        outgoing.setHeader(name, value);
      }
    }
    outgoing.setHeader(Trace.HEADER, Trace.of(incoming.servletRequest()).header());
    long length = incoming.servletRequest().getContentLengthLong();
    boolean hasBody =
        length > 0 || incoming.servletRequest().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    outgoing.timeout(hasBody ? LONGEST_UPLOAD : ANSWER);
    outgoing.expectContinue(hasBody && (length < 0 || length >= ANNOUNCED_FROM));
    return outgoing
        .method(request.getMethod().name(), hasBody ? body(body, length) : BodyPublishers.noBody())
        .build();
  }

  private static BodyPublisher body(RequestBody body, long length) {
    BodyPublisher octets = BodyPublishers.ofInputStream(() -> body);
    return length < 0 ? octets : BodyPublishers.fromPublisher(octets, length);
  }

  private static void passBack(java.net.http.HttpHeaders from, HttpHeaders to) {
    from.map()
        .forEach((name, values) -> {
          if (PASSED_BACK.contains(name.toLowerCase(Locale.ROOT))) {
            to.put(name, values);
          }
        });
  }

  private static ProblemException unavailable(String detail, Exception cause) {
    return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, detail, cause).retryAfter(RETRY);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
