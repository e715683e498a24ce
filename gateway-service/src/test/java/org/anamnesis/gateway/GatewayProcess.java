package org.anamnesis.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.anamnesis.localparts.Ports;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.ledger.LedgerAnswers.Participant;
import org.anamnesis.standin.StandIn;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway in a JVM of its own with a small heap, real Postgres, and stand-ins behind it. */
final class GatewayProcess implements AutoCloseable {
  static final Registry REGISTRY = new Registry(1337, new EthereumAddress("0x" + "cd".repeat(20)));
  private static final String NETWORK =
      """
      {"chainId": 1337, "genesisHash": "0x%1$s", "registry": "0x%2$s", "registryCodeHash": "0x%1$s",
       "registryBlock": 3, "gateways": ["http://127.0.0.1:1"], "organisations": [],
       "registrars": [], "stores": []}
      """
          .formatted("ab".repeat(32), "cd".repeat(20));

  /** Where no node listens. */
  static final URI NO_CHAIN = URI.create("http://127.0.0.1:1");

  final String origin;
  private final PostgresServer postgres;
  private final List<ConfigurableApplicationContext> behind = new ArrayList<>();
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  GatewayProcess(Path folder, URI chain, String... settings) throws IOException {
    origin = "http://127.0.0.1:" + Ports.free();
    postgres = PostgresServer.start(folder.resolve("postgres"));
    postgres.createDatabase("gateway", "secret");
    URI record = behind("record-service");
    URI ledger = behind("ledger-service");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                GatewayServiceApplication.class.getName(),
                "--server.port=" + URI.create(origin).getPort(),
                "--spring.datasource.url=" + postgres.jdbcUrl("gateway"),
                "--spring.datasource.username=gateway",
                "--spring.datasource.password=secret",
                "--anamnesis.network-file="
                    + Files.writeString(folder.resolve("network.json"), NETWORK),
                "--anamnesis.gateway.origin=" + origin,
                "--anamnesis.gateway.token-key=" + key(folder),
                "--anamnesis.routes.record=" + record,
                "--anamnesis.routes.ledger=" + ledger,
                "--anamnesis.chain.url=" + chain));
    command.addAll(Arrays.asList(settings));
    Path log = Path.of("target", "gateway-" + URI.create(origin).getPort() + ".log");
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Awaitility.await("the gateway is ready; its output is in " + log)
        .atMost(Duration.ofMinutes(2))
        .until(this::isReady);
  }

  private URI behind(String name) {
    ConfigurableApplicationContext service = StandIn.start(name, origin);
    behind.add(service);
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the gateway ended with " + process.exitValue());
    }
    try {
      return http.send(
                  request("/actuator/health/readiness").GET().build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Path key(Path folder) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("token-key.pem"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String octets =
        Base64.getMimeEncoder().encodeToString(SigningKey.generate().toJca().getEncoded());
    return Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + octets + "\n-----END PRIVATE KEY-----\n");
  }

  /** Enters somebody into the stand-in for the ledger. */
  static SigningKey enrol(ParticipantStatus status) {
    SigningKey key = SigningKey.generate();
    ParticipantId id = key.point().participant();
    StandIn.ENROLLED.put(
        id,
        new Participant(
            id,
            OrganisationId.parse("0a".repeat(32)),
            Role.NURSE,
            status,
            0,
            key.point(),
            SigningKey.generate().point(),
            1));
    return key;
  }

  Hash nonce(ParticipantId participant) {
    Answer answer =
        post("/v1/session/nonce", "{\"participant\":\"" + participant.hex() + "\"}", null);
    return Hash.parse(answer.json().get("nonce").asString());
  }

  Operation.Session session(SigningKey key) {
    ParticipantId id = key.point().participant();
    return new Operation.Session(id, originHash(origin), nonce(id), Instant.now().getEpochSecond());
  }

  static Hash originHash(String origin) {
    try {
      return Hash.of(
          MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer signIn(Operation operation, SigningKey... keys) {
    return post("/v1/session", json(SignedOperation.sign(operation, REGISTRY, keys)), null);
  }

  /** Signs somebody new in. */
  String token() {
    SigningKey key = enrol(ParticipantStatus.ACTIVE);
    return signIn(session(key), key).json().get("token").asString();
  }

  static String json(SignedOperation signed) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "{\"message\":\"%s\",\"signatures\":[%s]}"
        .formatted(
            base64.encodeToString(signed.message().octets()),
            String.join(
                ",",
                signed.signatures().stream()
                    .map(it -> "\"" + base64.encodeToString(it.octets()) + "\"")
                    .toList()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path));
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request = request(path);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer post(String path, String body, @Nullable String token) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  Answer get(String path, @Nullable String token) {
    return send(request(path, token).GET().build());
  }

  Answer send(HttpRequest request) {
    return new Answer(send(request, BodyHandlers.ofString()));
  }

  <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  DataSource database() {
    return postgres.superuser("gateway");
  }

  /** Stops the service that routes of this name lead to. */
  void stop(String name) {
    behind.stream()
        .filter(it -> name.equals(it.getEnvironment().getProperty("spring.application.name")))
        .forEach(ConfigurableApplicationContext::close);
  }

  void stopDatabase() {
    postgres.close();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    behind.forEach(ConfigurableApplicationContext::close);
    http.close();
    postgres.close();
  }

  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The problem's name, or what the answer was instead. */
    String problem() {
      return header("Content-Type").startsWith("application/problem+json")
          ? json().get("type").asString().replace("urn:anamnesis:problem:", "")
          : "no problem but " + status() + " " + response.body();
    }
  }
}
