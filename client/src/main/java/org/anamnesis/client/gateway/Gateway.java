package org.anamnesis.client.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.key.SigningKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One participant's connection to one gateway. Signs in when the first request needs it, and again
 * before a session ends. A request that fails throws {@link ProblemException} if a service said
 * why, {@link GatewayUnavailableException} otherwise.
 */
public final class Gateway implements AutoCloseable {
  /** Octets of the longest JSON string that is read: the segment hashes of a record of 96 GiB. */
  private static final int LONGEST_STRING = 64 << 20;

  private static final int LONGEST_PROBLEM = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final String RETRY_AFTER = "Retry-After";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final URI origin;
  private final SignIn signIn;
  private final Clock clock;
  private final JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Downloads downloads = new Downloads();
  private @Nullable Session session;

  /** A connection that signs in with this key; nothing is sent yet. */
  public Gateway(URI origin, Registry registry, SigningKey key, Clock clock) {
    this.origin = origin;
    this.signIn = new SignIn(origin, registry, key, clock);
    this.clock = clock;
    this.json =
        StrictJson.mapper(() -> registry, LONGEST_STRING)
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  /** Gets JSON. */
  public <T> T get(String path, Class<T> answer) {
    return get(path, Map.of(), answer);
  }

  /** Gets JSON, with headers of the caller's. */
  public <T> T get(String path, Map<String, String> headers, Class<T> answer) {
    HttpRequest.Builder request = signedIn(path).GET();
    headers.forEach(request::header);
    return read(send(request, BodyHandlers.ofInputStream()).body(), answer);
  }

  /** Gets all entries of a list; the path has a query. */
  public <T> List<T> all(String path, Class<? extends Page<T>> page) {
    return Page.all(path, at -> get(at, page));
  }

  /** Posts JSON and reads JSON. */
  public <T> T post(String path, Object body, Class<T> answer) {
    return read(
        send(json(signedIn(path), "POST", body), BodyHandlers.ofInputStream()).body(), answer);
  }

  /** Puts JSON; the answer has no body. */
  public void put(String path, Object body) {
    send(json(signedIn(path), "PUT", body), BodyHandlers.discarding());
  }

  /**
   * Puts a stream of octets and reads JSON.
   *
   * @param offset where in the whole the stream begins
   * @param length octets in the stream, announced and held to
   */
  public <T> T putOctets(
      String path, long offset, long length, InputStream octets, Class<T> answer) {
    BodyPublisher publisher =
        length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> octets), length);
    HttpRequest.Builder request =
        signedIn(path)
            .timeout(Duration.ofHours(6))
            .header("Content-Type", "application/octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .PUT(publisher);
    return read(send(request, BodyHandlers.ofInputStream()).body(), answer);
  }

  /** Gets a stream of octets, which the caller closes. */
  public InputStream stream(String path, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", authorization());
    try {
      Download download = downloads.get(origin.resolve(path), all);
      if (download.status() >= 300) {
        try (InputStream body = download.octets()) {
          throw refused(
              download.status(),
              body.readNBytes(LONGEST_PROBLEM + 1),
              download.header(RETRY_AFTER));
        }
      }
      return download.octets();
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * Gets octets from an address elsewhere, which is told nothing but that address.
   *
   * @throws IOException if nothing answers
   */
  public Download elsewhere(URI address) throws IOException {
    return downloads.get(address, Map.of());
  }

  /** Ends what is under way, and all connections. */
  @Override
  public void close() {
    http.shutdownNow();
    downloads.close();
  }

  /** A bearer token for the read-only chain RPC of this gateway. */
  public String authorization() {
    return "Bearer " + session().token();
  }

  /** The gateway's own address. */
  public URI origin() {
    return origin;
  }

  private HttpRequest.Builder signedIn(String path) {
    return request(path).header("Authorization", authorization());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(origin.resolve(path)).timeout(PATIENCE);
  }

  private synchronized Session session() {
    Session current = session;
    if (current == null || clock.instant().plus(MARGIN).getEpochSecond() >= current.expiresAt()) {
      SignIn.Nonce nonce = exchange("/v1/session/nonce", signIn.nonceRequest(), SignIn.Nonce.class);
      current = exchange("/v1/session", signIn.answer(nonce), Session.class);
      session = current;
    }
    return current;
  }

  private <T> T exchange(String path, Object body, Class<T> answer) {
    return read(
        send(json(request(path), "POST", body), BodyHandlers.ofInputStream()).body(), answer);
  }

  private HttpRequest.Builder json(HttpRequest.Builder request, String method, Object body) {
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    HttpRequest built = request.build();
    try {
      HttpResponse<Object> response =
          http.send(
              built,
              head ->
                  head.statusCode() < 300
                      ? HttpResponse.BodySubscribers.mapping(handler.apply(head), body -> body)
                      : HttpResponse.BodySubscribers.mapping(
                          HttpResponse.BodySubscribers.ofByteArray(), body -> body));
      if (response.statusCode() >= 300) {
        throw refused(
            response.statusCode(),
            (byte[]) response.body(),
            response.headers().firstValue(RETRY_AFTER));
      }
      @SuppressWarnings("unchecked")
      HttpResponse<T> answered = (HttpResponse<T>) (HttpResponse<?>) response;
      return answered;
    } catch (IOException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("Interrupted while waiting for the gateway.", e);
    }
  }

  private GatewayUnavailableException silent(IOException e) {
    return new GatewayUnavailableException("The gateway at " + origin + " does not answer.", e);
  }

  private RuntimeException refused(int status, byte[] body, Optional<String> retryAfter) {
    if (body.length > LONGEST_PROBLEM) {
      return new GatewayUnavailableException(
          "The gateway at %s answers %d with a body that is no problem.".formatted(origin, status));
    }
    try {
      return new ProblemException(
          json.readValue(body, Problem.class), retryAfter.flatMap(this::untilThen));
    } catch (JacksonException e) {
      return new GatewayUnavailableException(
          "The gateway at %s answers %d without a problem.".formatted(origin, status), e);
    }
  }

  /** Seconds, or a date (RFC 9110, section 10.2.3); what is neither says nothing. */
  private Optional<Duration> untilThen(String retryAfter) {
    if (SECONDS.matcher(retryAfter).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
      return Optional.of(Duration.between(clock.instant(), date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private <T> T read(InputStream body, Class<T> type) {
    try (body) {
      return json.readValue(body, type);
    } catch (IOException | JacksonException e) {
      throw new GatewayUnavailableException(
          "The gateway at " + origin + " answers with something else than expected.", e);
    }
  }
}
