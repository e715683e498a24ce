package org.anamnesis.record.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.serviceweb.token.TokenMint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's place before the service: HTTP with the token that it would give a caller. */
public final class Wire {
  private static final String AUDIENCE = "record-service";
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = StrictJson.mapper(() -> Hospital.REGISTRY, 1 << 24);

  private final HttpClient http = HttpClient.newHttpClient();
  private final TokenMint gateway;
  private final URI service;

  Wire(TokenMint gateway, URI service) {
    this.gateway = gateway;
    this.service = service;
  }

  /** A request of somebody's. */
  public HttpRequest.Builder as(Person person, String path) {
    return bearing(gateway.forCaller(person.caller(), AUDIENCE, TOKEN_LIFE), path);
  }

  /** A request of a service's own. */
  public HttpRequest.Builder service(String path) {
    return bearing(gateway.forItself(AUDIENCE, "internal", TOKEN_LIFE), path);
  }

  private HttpRequest.Builder bearing(String token, String path) {
    return nobody(path).header("Authorization", "Bearer " + token);
  }

  /** A request without a token. */
  public HttpRequest.Builder nobody(String path) {
    return HttpRequest.newBuilder(service.resolve(path));
  }

  /** Posts JSON. */
  public Answer post(Person person, String path, Object body) {
    return send(json(as(person, path)).POST(BodyPublishers.ofByteArray(written(body))));
  }

  /** Puts JSON. */
  public Answer putJson(Person person, String path, Object body) {
    return send(json(as(person, path)).PUT(BodyPublishers.ofByteArray(written(body))));
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  /** A body as it is sent. */
  public static byte[] written(Object body) {
    return JSON.writeValueAsBytes(body);
  }

  /** Puts octets from an offset on. */
  public Answer putOctets(Person person, String path, long offset, byte[] octets) {
    return send(
        as(person, path)
            .header("Content-Type", "application/octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .PUT(BodyPublishers.ofByteArray(octets)));
  }

  /** Gets. */
  public Answer get(Person person, String path) {
    return send(as(person, path).GET());
  }

  /** Sends. */
  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer. */
  public record Answer(HttpResponse<byte[]> response) {
    /** Its status. */
    public int status() {
      return response.statusCode();
    }

    /** Its body. */
    @SuppressWarnings("ArrayRecordComponent")
    public byte[] octets() {
      return response.body();
    }

    /** Its body as JSON. */
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** A header, or nothing. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The problem's name, or what the answer was instead. */
    public String problem() {
      return header("Content-Type").startsWith("application/problem+json")
          ? json().get("type").asString().replace("urn:anamnesis:problem:", "")
          : "no problem but " + status();
    }
  }
}
