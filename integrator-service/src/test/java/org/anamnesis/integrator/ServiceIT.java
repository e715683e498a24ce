package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.token.TokenMint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is started in production. */
class ServiceIT extends IntegratorCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path files;

  private final SigningKey operatorKey = SigningKey.generate();

  @Test
  void anchorsByItselfAndAnswersItsOperatorOnly() throws IOException, InterruptedException {
    try (ConfigurableApplicationContext service = run()) {
      OperationId id =
          database.accept(chain.register(), Clock.systemUTC().instant().getEpochSecond());

      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> database.state(id) instanceof OperationState.Anchored);

      assertThat(get(service, "/actuator/health/readiness", "").statusCode()).isEqualTo(200);
      assertThat(get(service, "/internal/operate/state", "").statusCode()).isEqualTo(401);
      assertThat(get(service, "/internal/operate/state", token("internal")).statusCode())
          .isEqualTo(403);
      HttpResponse<String> state = get(service, "/internal/operate/state", token("operate"));
      assertThat(state.statusCode()).isEqualTo(200);
      assertThat(state.body()).contains("\"lease\":true", "\"deadLetters\":0");
      assertThat(get(service, "/internal/operate/dead-letters", token("operate")).body())
          .isEqualTo("[]");
      assertThat(get(service, "/actuator/prometheus", token("operate")).body())
          .contains("anamnesis_outbox_waiting");
    }
  }

  @Test
  void anOperatorHasADeadLetterTriedAgainAndEndsAStop() throws IOException, InterruptedException {
    OperationId dead =
        database.accept(
            chain.register(SigningKey.generate()), Clock.systemUTC().instant().getEpochSecond());
    try (ConfigurableApplicationContext service = run()) {
      String retry = "/internal/operate/dead-letters/%s/retry";
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> database.count("integrator.dead_letter") == 1);

      assertThat(post(service, retry.formatted(dead), token("internal")).statusCode())
          .isEqualTo(403);
      assertThat(post(service, retry.formatted(dead), token("operate")).statusCode())
          .isEqualTo(204);
      assertProblem(
          post(service, retry.formatted(OperationId.ZERO), token("operate")),
          404,
          "unknown-operation");
      for (String none : List.of("x", dead.hex().substring(1) + "g", dead.hex() + "00")) {
        assertProblem(
            post(service, retry.formatted(none), token("operate")), 400, "malformed-request");
      }

      database
          .owner
          .sql(
              "INSERT INTO integrator.stop (signer, since, reason) VALUES (:signer, now(), 'test')")
          .param("signer", relayer.address().bytes())
          .update();
      String resume = "/internal/operate/resume";
      assertThat(post(service, resume, token("internal")).statusCode()).isEqualTo(403);
      assertThat(post(service, resume, token("operate")).statusCode()).isEqualTo(204);
      assertThat(database.count("integrator.stop")).isZero();
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("urn:anamnesis:problem:" + type);
  }

  private ConfigurableApplicationContext run() throws IOException {
    return SpringApplication.run(
        IntegratorServiceApplication.class,
        "--server.port=0",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=integrator_service",
        "--spring.datasource.password=secret",
        "--anamnesis.network-file=" + networkFile(),
        "--anamnesis.chain.url=" + chain.rpc(),
        "--anamnesis.relayer.key-file=" + secret("relayer.key", relayer.secretHex()),
        "--anamnesis.batch.max-age=200ms",
        "--anamnesis.operate.oldest-head=1h",
        "--anamnesis.tokens.issuer-keys[0].issuer=operator",
        "--anamnesis.tokens.issuer-keys[0].key-set=" + operatorKeyFile().toUri());
  }

  private Path networkFile() throws IOException {
    String json =
        """
        {"chainId": %d, "genesisHash": "0x%s", "registry": "%s", "registryCodeHash": "0x%s", "registryBlock": %d,
         "gateways": [], "organisations": [], "registrars": [], "stores": []}
        """
            .formatted(
                chain.registry().chainId(),
                chain.identity().genesis(),
                chain.registry().address(),
                chain.identity().code(),
                chain.deployment.block());
    return Files.writeString(files.resolve("network.json"), json);
  }

  private Path operatorKeyFile() throws IOException {
    String der = Base64.getMimeEncoder().encodeToString(operatorKey.point().toJca().getEncoded());
    return Files.writeString(
        files.resolve("operator.pem"),
        "-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n");
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(files.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private String token(String scope) {
    return new TokenMint("operator", operatorKey, Clock.systemUTC())
        .forItself("integrator-service", scope, Duration.ofMinutes(1));
  }

  private static HttpResponse<String> get(
      ConfigurableApplicationContext service, String path, String token)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(), service, path, token);
  }

  private static HttpResponse<String> post(
      ConfigurableApplicationContext service, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody());
    return send(request, service, path, token);
  }

  private static HttpResponse<String> send(
      HttpRequest.Builder request,
      ConfigurableApplicationContext service,
      String path,
      String token)
      throws IOException, InterruptedException {
    String port = service.getEnvironment().getProperty("local.server.port");
    request.uri(URI.create("http://127.0.0.1:" + port + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
