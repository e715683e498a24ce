package org.anamnesis.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.springframework.http.HttpMethod;

/**
 * Requests with a body, which ends broken off if its sender breaks it off. A larger one is
 * announced with {@code Expect: 100-continue}, so that a service that refuses it is heard before a
 * gigabyte was sent for nothing.
 */
final class SubmitHop implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final long ANNOUNCED_FROM = 64 * 1024;

  private final HttpClient http;

  /**
   * Makes one.
   *
   * @param connect the longest time to connect
   */
  SubmitHop(Duration connect) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  Answer send(HttpMethod method, URI to, Map<String, String> headers, RequestBody body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(to);
    headers.forEach(request::setHeader);
    request.timeout(LONGEST);
    request.expectContinue(body.length() < 0 || body.length() >= ANNOUNCED_FROM);
    request.method(method.name(), publisher(body));
    return new Answered(http.send(request.build(), BodyHandlers.ofInputStream()));
  }

  private static BodyPublisher publisher(RequestBody body) {
    BodyPublisher octets = BodyPublishers.ofInputStream(() -> body);
    return body.length() < 0 ? octets : BodyPublishers.fromPublisher(octets, body.length());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private record Answered(HttpResponse<InputStream> response) implements Answer {
    @Override
    public int status() {
      return response.statusCode();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
      response
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(value -> each.accept(name, value)));
    }

    @Override
    public InputStream octets() {
      return response.body();
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }
}
