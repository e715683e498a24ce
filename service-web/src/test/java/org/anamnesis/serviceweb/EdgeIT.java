package org.anamnesis.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.FutureTask;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Base64Url;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.EdgeServer.Answer;
import org.anamnesis.serviceweb.token.TokenMint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT {
  private static final String NOTE =
      "{\"about\":\"" + "0b".repeat(32) + "\",\"octets\":\"AQID\",\"count\":1}";
  @TempDir static Path folder;
  private static EdgeServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new EdgeServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void readsAndWritesTheTypesOfTheProtocol() {
    Answer answer = server.send(server.json("/v1/notes", NOTE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("about").asString()).isEqualTo("0b".repeat(32));
    assertThat(answer.json().get("octets").asString()).isEqualTo("AQID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":1,\"surplus\":1}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":1,\"count\":1}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":\"1\"}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":1.5}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":null}",
        "{\"about\":\"ID\",\"octets\":\"AQID\"}",
        "{\"about\":\"ID\",\"octets\":null,\"count\":1}",
        "{\"about\":null,\"octets\":\"AQID\",\"count\":1}",
        "{\"octets\":\"AQID\",\"count\":1}",
        "{\"about\":\"ID\",\"octets\":\"AQI=\",\"count\":1}",
        "{\"about\":\"ID\",\"octets\":\"AQJ\",\"count\":1}",
        "{\"about\":\"ID\",\"octets\":\"A/+_\",\"count\":1}",
        "{\"about\":\"ID\",\"octets\":5,\"count\":1}",
        "{\"about\":\"AB\",\"octets\":\"AQID\",\"count\":1}",
        "{\"about\":\"ID\",\"octets\":\"AQID\",\"count\":1} {}"
      })
  void refusesJsonThatIsNotExactlyWhatIsExpected(String body) {
    String text =
        body.replace("ID\"", "0b".repeat(32) + "\"").replace("AQ" + "0b".repeat(32), "AQID");

    Answer answer = server.send(server.json("/v1/notes", text));

    assertThat(answer.problem()).isEqualTo("malformed-request");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesJsonThatIsNestedTooDeeply() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(server.send(server.json("/v1/notes", deep)).problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void carriesAnOperationForThisRegistryOnly() {
    SigningKey key = SigningKey.generate();
    Registry ours = new Registry(1337, new EthereumAddress("0x" + "cd".repeat(20)));
    Registry other = new Registry(1338, new EthereumAddress("0x" + "cd".repeat(20)));

    assertThat(server.send(server.json("/v1/operations", carried(key, ours))).status())
        .isEqualTo(200);
    assertThat(server.send(server.json("/v1/operations", carried(key, other))).problem())
        .isEqualTo("wrong-network");
    assertThat(
            server
                .send(
                    server.json(
                        "/v1/operations",
                        "{\"operation\":{\"message\":\"AQID\",\"signatures\":[]}}"))
                .problem())
        .isEqualTo("malformed-operation");
  }

  private static String carried(SigningKey key, Registry registry) {
    SignedOperation signed =
        SignedOperation.sign(
            new Operation.Session(
                key.point().participant(), EdgeServer.hash("01"), EdgeServer.hash("02"), 5),
            registry,
            key);
    return "{\"operation\":{\"message\":\"%s\",\"signatures\":[\"%s\"]}}"
        .formatted(
            Base64Url.text(signed.message().octets()),
            Base64Url.text(signed.signatures().getFirst().octets()));
  }

  @Test
  void refusesABodyOverTheLimitByItsAnnouncedLength() {
    String large = "{\"remark\":\"" + "x".repeat(1 << 20) + "\"}";

    Answer answer = server.send(server.json("/v1/notes", large));

    assertThat(answer.problem()).isEqualTo("request-too-large");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void refusesABodyOverTheLimitWithoutALength() {
    byte[] large =
        ("{\"remark\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    InputStream stream = new ByteArrayInputStream(large);

    Answer answer =
        server.send(
            server
                .asNurse("/v1/notes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> stream))
                .build());

    assertThat(answer.problem()).isEqualTo("request-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/nothing, 404, not-found",
    "DELETE, /v1/notes, 405, method-not-allowed",
    "GET, /v1/participants/xyz?block=1, 400, malformed-request",
    "GET, /v1/numbers?limit=0, 400, malformed-request",
    "GET, /v1/numbers?limit=201, 400, malformed-request",
    "GET, /v1/numbers?cursor=AAAA, 400, malformed-request",
    "GET, /v1/numbers?cursor=%00, 400, malformed-request",
    "GET, /v1/broken, 500, internal-error",
    "GET, /v1/database-down, 503, database-unavailable",
    "GET, /internal/secret, 403, forbidden",
    "GET, /elsewhere, 403, forbidden",
    "GET, /actuator/prometheus, 403, forbidden",
    "GET, /actuator/env, 403, forbidden",
  })
  void answersFailuresWithTheirProblem(String method, String path, int status, String problem) {
    Answer answer =
        server.send(server.asNurse(path).method(method, BodyPublishers.noBody()).build());

    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("trace").asString()).matches("[0-9a-f]{32}");
    assertThat(answer.response().body()).doesNotContain("secret that", "10.0.0.1");
  }

  @Test
  void namesTheMissingParameter() {
    Answer answer =
        server.send(server.asNurse("/v1/participants/" + "0b".repeat(32)).GET().build());

    assertThat(answer.problem()).isEqualTo("malformed-request");
    assertThat(answer.json().get("detail").asString()).contains("block");
  }

  @Test
  void refusesAnotherMediaType() {
    Answer answer =
        server.send(
            server
                .asNurse("/v1/notes")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(NOTE))
                .build());

    assertThat(answer.problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void refusesWhenNothingAcceptableCanBeGiven() {
    Answer answer =
        server.send(server.asNurse("/v1/numbers").header("Accept", "image/png").GET().build());

    assertThat(answer.problem()).isEqualTo("not-acceptable");
  }

  @Test
  void walksAListInPages() {
    Answer first = server.send(server.asNurse("/v1/numbers?limit=4").GET().build());
    String next = first.json().get("next").asString();
    Answer second = server.send(server.asNurse("/v1/numbers?limit=4&cursor=" + next).GET().build());

    assertThat(first.json().get("items").size()).isEqualTo(4);
    assertThat(second.json().get("items").toString()).isEqualTo("[4,5,6]");
    assertThat(second.json().has("next")).isFalse();
  }

  @Test
  void knowsTheCaller() {
    Answer answer = server.send(server.asNurse("/v1/me").GET().build());

    assertThat(answer.json().get("participant").asString())
        .isEqualTo(EdgeServer.NURSE.participant().hex());
    assertThat(answer.json().get("role").asInt()).isEqualTo(3);
  }

  @Test
  void refusesCallersWithoutAnAcceptableToken() {
    TokenMint stranger = new TokenMint("gateway-service", SigningKey.generate(), Clock.systemUTC());
    TokenMint past =
        new TokenMint(
            "gateway-service",
            SigningKey.generate(),
            Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
    Duration minute = Duration.ofSeconds(60);

    assertThat(refusal(null)).isEqualTo("unauthenticated");
    assertThat(refusal("nonsense")).isEqualTo("unauthenticated");
    assertThat(refusal(stranger.forCaller(EdgeServer.NURSE, "edge", minute)))
        .isEqualTo("unauthenticated");
    assertThat(refusal(past.forCaller(EdgeServer.NURSE, "edge", minute)))
        .isEqualTo("unauthenticated");
    assertThat(refusal(server.gateway.forCaller(EdgeServer.NURSE, "ledger-service", minute)))
        .isEqualTo("unauthenticated");
    assertThat(refusal(server.gateway.forCaller(EdgeServer.NURSE, "edge", Duration.ofDays(1))))
        .isEqualTo("unauthenticated");
    assertThat(refusal(server.record.forCaller(EdgeServer.NURSE, "edge", minute)))
        .isEqualTo("unauthenticated");
    assertThat(refusal(withoutSignature(server.nurseToken()))).isEqualTo("unauthenticated");
    assertThat(refusal(server.record.forItself("edge", "internal", minute))).isEqualTo("forbidden");
  }

  private static String withoutSignature(String token) {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + token.split("\\.", -1)[1] + ".";
  }

  private static String refusal(@org.jspecify.annotations.Nullable String token) {
    var request = server.request("/v1/me");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return server.send(request.GET().build()).problem();
  }

  @Test
  void opensInternalAddressesToServicesOnly() {
    String token = server.record.forItself("edge", "internal", Duration.ofSeconds(60));

    Answer answer =
        server.send(
            server
                .request("/internal/secret")
                .header("Authorization", "Bearer " + token)
                .GET()
                .build());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void opensMetricsToOperators() {
    String token = server.record.forItself("edge", "operate", Duration.ofSeconds(60));

    Answer answer =
        server.send(
            server
                .request("/actuator/prometheus")
                .header("Authorization", "Bearer " + token)
                .GET()
                .build());

    assertThat(answer.response().body()).contains("jvm_memory_used_bytes");
  }

  @Test
  void tellsItsHealthToEverybody() {
    assertThat(server.send(server.request("/actuator/health").GET().build()).status())
        .isEqualTo(200);
    assertThat(server.send(server.request("/actuator/health/readiness").GET().build()).status())
        .isEqualTo(200);
  }

  @Test
  void keepsTheCallersTrace() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    Answer answer =
        server.send(
            server
                .asNurse("/v1/nothing")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .GET()
                .build());

    assertThat(answer.json().get("trace").asString()).isEqualTo(trace);
  }

  @Test
  void sendsStrictHeadersAndNoCookie() {
    Answer answer = server.send(server.asNurse("/v1/me").GET().build());

    assertThat(answer.response().headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(answer.response().headers().firstValue("X-Content-Type-Options"))
        .contains("nosniff");
    assertThat(answer.response().headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
    assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void answersARequestLineThatTomcatRefusesWithAProblem() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /v1/{} HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).contains("urn:anamnesis:problem:malformed-request").doesNotContain("html");
    }
  }

  @Test
  void wakesVirtualThreadsByPlatformThreads() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket caller = new Socket(door.getInetAddress(), door.getLocalPort());
        Socket called = door.accept()) {
      FutureTask<Integer> heard = new FutureTask<>(called.getInputStream()::read);
      Thread reader = Thread.ofVirtual().start(heard);
      await().until(() -> reader.getState() == Thread.State.WAITING);

      assertThat(Thread.getAllStackTraces().keySet())
          .as("platform threads")
          .extracting(Thread::getName)
          .anyMatch(name -> name.startsWith("Read-Poller"));

      caller.getOutputStream().write(7);
      assertThat(heard.get()).isEqualTo(7);
    }
  }

  @Test
  void closesTheConnectionOfAnAnswerThatBrokeOff() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      String request =
          "GET /v1/breaks-off HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(server.nurseToken());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("urn:anamnesis");
    }
  }
}
