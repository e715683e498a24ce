package org.anamnesis.localnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
  @ParameterizedTest
  @CsvSource({"429, too-many-requests, true", "403, not-permitted, false"})
  void saysThatTheNetworkLimitsRequestsIfThatIsWhatEndedIt(
      int status, String problem, boolean limited) throws IOException {
    RuntimeException failure =
        new IllegalStateException("An announced read was refused.", refusal(status, problem));

    RuntimeException said = BenchCommand.saidAsALimit(failure);

    if (limited) {
      assertThat(said)
          .hasMessageContaining("limits requests; end it with ./anamnesis down")
          .isInstanceOfSatisfying(
              NetworkFailedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.RUNNING));
    } else {
      assertThat(said).isSameAs(failure);
    }
  }

  private static ProblemException refusal(int status, String problem) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"type\": \"urn:anamnesis:problem:%s\", \"status\": %d}"
                  .formatted(problem, status)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (Gateway gateway =
        new Gateway(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new Registry(1337, new EthereumAddress("0x" + "1".repeat(40))),
            SigningKey.generate(),
            Clock.systemUTC())) {
      return catchThrowableOfType(
          ProblemException.class, () -> gateway.get("/v1/records/1/envelopes", Void.class));
    } finally {
      server.stop(0);
    }
  }
}
