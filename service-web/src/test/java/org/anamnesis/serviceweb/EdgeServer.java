package org.anamnesis.serviceweb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.token.Caller;
import org.anamnesis.serviceweb.token.KeySets;
import org.anamnesis.serviceweb.token.TokenMint;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link EdgeApplication} on a free port of the loopback address, with two trusted issuers. */
final class EdgeServer {
  static final Caller NURSE =
      new Caller(
          SigningKey.generate().point().participant(),
          Role.NURSE,
          OrganisationId.parse("0a".repeat(32)),
          "session-1");
  static final String NETWORK =
      """
      {"chainId": 1337, "genesisHash": "0x%1$s", "registry": "0x%2$s", "registryCodeHash": "0x%1$s",
       "registryBlock": 3, "gateways": ["http://127.0.0.1:8080"], "organisations": [],
       "registrars": [], "stores": []}
      """
          .formatted("ab".repeat(32), "cd".repeat(20));

  final TokenMint gateway;
  final TokenMint record;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext application;

  private EdgeServer(Path folder) throws IOException {
    gateway = new TokenMint("gateway-service", SigningKey.generate(), Clock.systemUTC());
    record = new TokenMint("record-service", SigningKey.generate(), Clock.systemUTC());
    Path network = Files.writeString(folder.resolve("network.json"), NETWORK);
    application =
        new SpringApplication(EdgeApplication.class)
            .run(
                "--server.port=0",
                "--spring.application.name=edge",
                "--anamnesis.network-file=" + network,
                "--anamnesis.tokens.issuer-keys[0].issuer=gateway-service",
                "--anamnesis.tokens.issuer-keys[0].key-set=" + keySet(folder, gateway),
                "--anamnesis.tokens.issuer-keys[1].issuer=record-service",
                "--anamnesis.tokens.issuer-keys[1].key-set=" + keySet(folder, record));
  }

  /** The one of all tests, which ends with their process. */
  static EdgeServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final EdgeServer SERVER = start();

    private static EdgeServer start() {
      try {
        return new EdgeServer(Files.createDirectories(Path.of("target", "edge")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static URI keySet(Path folder, TokenMint mint) throws IOException {
    String keys = "{\"keys\":[" + mint.publicKey().toPublicJWK().toJSONString() + "]}";
    return Files.writeString(folder.resolve(mint.publicKey().getKeyID() + ".json"), keys).toUri();
  }

  int port() {
    return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  String nurseToken() {
    return gateway.forCaller(NURSE, "edge", Duration.ofSeconds(60));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpRequest.Builder asNurse(String path) {
    return request(path).header("Authorization", "Bearer " + nurseToken());
  }

  HttpRequest json(String path, String body) {
    return asNurse(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    /** The problem's name, or what the answer was instead. */
    String problem() {
      return response
              .headers()
              .firstValue("Content-Type")
              .orElse("")
              .startsWith("application/problem+json")
          ? json().get("type").asString().replace("urn:anamnesis:problem:", "")
          : "no problem but " + status() + " " + response.body();
    }
  }

  static Hash hash(String octet) {
    return Hash.parse(octet.repeat(32));
  }

  static com.nimbusds.jose.jwk.ECKey jwk(SigningKey key) {
    return KeySets.jwk(key.point());
  }
}
