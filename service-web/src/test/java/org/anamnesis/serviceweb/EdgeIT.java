package org.anamnesis.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import org.anamnesis.serviceweb.EdgeServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service answers to everybody, and how. */
class EdgeIT {
  private final EdgeServer server = EdgeServer.shared();

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
