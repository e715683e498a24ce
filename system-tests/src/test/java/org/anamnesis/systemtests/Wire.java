package org.anamnesis.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP at the gateway, for what the client would never send. */
final class Wire {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PREFIX = "urn:anamnesis:problem:";

  private final NetworkFile network;
  private final JsonMapper json;
  private final Map<Anamnesis, Gateway> sessions = new HashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Wire(NetworkFile network) {
    this.network = network;
    this.json = StrictJson.mapper(network::operationsFor, 1 << 24);
  }

  /** An answer whose body is JSON or a problem. */
  record Answer(HttpResponse<byte[]> response) {
    /** Status and problem, such as {@code 404 unknown-record}; the status alone if it is none. */
    String outcome() {
      String type =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem")
              ? " " + body().path("type").asString().replace(PREFIX, "")
              : "";
      return response.statusCode() + type;
    }

    JsonNode body() {
      return JsonMapper.shared().readTree(response.body());
    }

    boolean saysWhenToRetry() {
      return response.headers().firstValue("Retry-After").isPresent();
    }
  }

  /** A request without a token. */
  HttpRequest.Builder to(String path) {
    URI origin = network.gateways().getFirst();
    return HttpRequest.newBuilder(origin.resolve(path)).timeout(PATIENCE);
  }

  /** A request in somebody's session; tickets hold within one. */
  HttpRequest.Builder as(Anamnesis person, String path) {
    return to(path)
        .header("Authorization", sessions.computeIfAbsent(person, this::session).authorization());
  }

  private Gateway session(Anamnesis person) {
    return new Gateway(
        network.gateways().getFirst(),
        network.operationsFor(),
        person.keys().signing(),
        Clock.systemUTC());
  }

  Answer post(Anamnesis person, String path, Object body) {
    return send(json(as(person, path), body));
  }

  HttpRequest.Builder json(HttpRequest.Builder request, Object body) {
    return request
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
