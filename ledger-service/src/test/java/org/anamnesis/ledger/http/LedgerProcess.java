package org.anamnesis.ledger.http;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anamnesis.ledger.LedgerServiceApplication;
import org.anamnesis.ledger.world.Hospital;
import org.anamnesis.ledger.world.Person;
import org.anamnesis.ledger.world.Servers;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.token.Caller;
import org.anamnesis.serviceweb.token.TokenMint;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a free port, with the tokens that a gateway and another service would have.
 */
final class LedgerProcess implements AutoCloseable {
  private static final String NAME = "ledger-service";
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final Hospital hospital;
  private final TokenMint gateway = mint("gateway-service");
  private final TokenMint recordService = mint("record-service");
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  LedgerProcess(Hospital hospital, Path directory) {
    this(hospital, directory, Servers.database(), Map.of());
  }

  LedgerProcess(
      Hospital hospital, Path directory, Servers.Database database, Map<String, Object> settings) {
    this.hospital = hospital;
    SpringApplication application =
        new SpringApplicationBuilder(LedgerServiceApplication.class)
            .properties(
                Map.of(
                    "server.port", "0",
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", database.user(),
                    "spring.datasource.password", database.password(),
                    "anamnesis.chain.url", Servers.anvil().rpc().toString(),
                    "anamnesis.network-file", hospital.networkFile(directory).toString(),
                    "anamnesis.tokens.issuer-keys[0].issuer", "gateway-service",
                    "anamnesis.tokens.issuer-keys[0].key-set",
                        keySet(directory, "gateway", gateway),
                    "anamnesis.tokens.issuer-keys[1].issuer", "record-service",
                    "anamnesis.tokens.issuer-keys[1].key-set",
                        keySet(directory, "record", recordService)))
            .properties(settings)
            .build();
    context = application.run();
  }

  private static TokenMint mint(String issuer) {
    return new TokenMint(issuer, SigningKey.generate(), Clock.systemUTC());
  }

  private static String keySet(Path directory, String name, TokenMint mint) {
    try {
      Path file = directory.resolve(name + "-keys.json");
      return Files.writeString(file, new JWKSet(mint.publicKey()).toString()).toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token in which the gateway passes somebody's call on. */
  String tokenOf(Person person, Role role) {
    return gateway.forCaller(
        new Caller(person.id(), role, hospital.organisation, "session"), NAME, LIFE);
  }

  /** The token of another service. */
  String internalToken() {
    return recordService.forItself(NAME, "internal", LIFE);
  }

  /** An answer. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {
    /** The problem's name, empty if it is none. */
    String problem() {
      return body.path("type").asString("").replace("urn:anamnesis:problem:", "");
    }

    /** The list's rows. */
    List<JsonNode> items() {
      return body.get("items").valueStream().toList();
    }
  }

  /** Asks with a token, or without one. */
  Answer get(@Nullable String token, String path) {
    String port = context.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body =
          JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks as another service about no earlier block than the chain's last. */
  Answer internal(String path) {
    return get(
        internalToken(),
        path + (path.contains("?") ? "&" : "?") + "minBlock=" + hospital.node.head().number());
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
