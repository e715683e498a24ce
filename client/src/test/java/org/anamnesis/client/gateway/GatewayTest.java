package org.anamnesis.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  private String retryAfter = "1";
  private HttpServer server;
  private Gateway gateway;

  @BeforeEach
  void refuseEverything() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] problem =
        "{\"type\": \"urn:anamnesis:problem:too-many-requests\", \"status\": 429}"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          exchange.sendResponseHeaders(429, problem.length);
          exchange.getResponseBody().write(problem);
          exchange.close();
        });
    server.start();
    gateway =
        new Gateway(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new Registry(1337, new EthereumAddress("0x" + "42".repeat(20))),
            SigningKey.generate(),
            CLOCK);
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                             | PT7S
          Sun, 29 Nov 2026 12:00:05 GMT | PT5S
          """)
  void tellsWhenToAskAgain(String header, Duration wait) {
    retryAfter = header;

    assertThat(retryAfter()).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "99999999999999999999", "Sun, 31 Nov 2026 12:00:05 GMT"})
  void takesWhatIsNeitherSecondsNorADateForNothing(String header) {
    retryAfter = header;

    assertThat(retryAfter()).isEmpty();
  }

  @Test
  void asksNothingMoreOnceItIsClosed() {
    gateway.close();

    assertThatThrownBy(gateway::authorization).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> gateway.elsewhere(gateway.origin())).hasMessageContaining("shut down");
  }

  @Test
  void getsAListPartByPart() {
    Map<String, Part> parts =
        Map.of(
            "/list?limit=2", new Part(List.of(1, 2), "a"),
            "/list?limit=2&cursor=a", new Part(List.of(), "b"),
            "/list?limit=2&cursor=b", new Part(List.of(3), null));

    assertThat(Page.all("/list?limit=2", parts::get)).containsExactly(1, 2, 3);
  }

  private Optional<Duration> retryAfter() {
    return catchThrowableOfType(ProblemException.class, gateway::authorization).retryAfter();
  }

  record Part(List<Integer> items, @Nullable String next) implements Page<Integer> {}
}
