package org.anamnesis.gateway.route;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.stream.Hops;
import org.anamnesis.serviceweb.stream.Pieces;
import org.anamnesis.serviceweb.trace.Trace;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
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
  private static final long UNANNOUNCED = Pieces.SIZE - 1;
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

  private final CloseableHttpClient http = Hops.client(CONNECT, ANSWER);

  @Override
  public ServerResponse exchange(Request request) {
    RequestBody body = new RequestBody(request.getServerRequest().servletRequest());
    HttpUriRequestBase outgoing = toService(request, body);
    ClassicHttpResponse answer = send(outgoing, body);
    return ServerResponse.status(answer.getCode())
        .headers(headers -> passBack(answer.getHeaders(), headers))
        .build((servletRequest, response) -> {
          try (answer) {
            passBack(answer.getEntity(), response.getOutputStream(), outgoing);
          }
          return null;
        });
  }

  private ClassicHttpResponse send(HttpUriRequestBase request, RequestBody body) {
    try {
      return http.executeOpen(null, request, HttpClientContext.create());
    } catch (ConnectException | ConnectTimeoutException down) {
      throw unavailable(
          "The service behind this address does not answer; nothing was changed.", down);
    } catch (IOException broken) {
      body.rethrowFailure();
      throw unavailable(
          "The service behind this address broke off; ask for the state before trying again.",
          broken);
    }
  }

  private static HttpUriRequestBase toService(Request request, RequestBody body) {
    ServerRequest incoming = request.getServerRequest();
    HttpUriRequestBase outgoing =
        new HttpUriRequestBase(request.getMethod().name(), request.getUri());
    for (String name : PASSED_ON) {
      String value = request.getHeaders().getFirst(name);
      if (value != null) {
        outgoing.setHeader(name, value);
      }
    }
    outgoing.setHeader(Trace.HEADER, Trace.of(incoming.servletRequest()).header());
    if (body.isThere()) {
      outgoing.setEntity(body);
      outgoing.setConfig(
          RequestConfig.custom()
              .setResponseTimeout(Timeout.of(LONGEST_UPLOAD))
              .setExpectContinueEnabled(!body.isAtMost(UNANNOUNCED))
              .build());
    }
    return outgoing;
  }

  private static void passBack(
      @Nullable HttpEntity octets, OutputStream out, HttpUriRequestBase request)
      throws IOException {
    if (octets == null) {
      return;
    }
    try {
      Pieces.pass(octets.getContent(), out);
    } catch (IOException | RuntimeException broken) {
      // Only closed, an answer is read on to its end, which may be a gigabyte away.
      request.cancel();
      throw broken;
    }
  }

  private static void passBack(Header[] from, HttpHeaders to) {
    for (Header header : from) {
      if (PASSED_BACK.contains(header.getName().toLowerCase(Locale.ROOT))) {
        to.add(header.getName(), header.getValue());
      }
    }
  }

  private static ProblemException unavailable(String detail, Exception cause) {
    return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, detail, cause).retryAfter(RETRY);
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
