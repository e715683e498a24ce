package org.anamnesis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.anamnesis.gateway.GatewayProcess.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsIT {
  @TempDir Path folder;

  @Test
  void refusesMoreThanItsLimitsAndSaysWhatIsDown() throws IOException {
    try (GatewayProcess gateway =
        new GatewayProcess(
            folder,
            GatewayProcess.NO_CHAIN,
            "--anamnesis.limits.participant=1",
            "--anamnesis.limits.sign-in=1")) {
      String token = gateway.token();
      String other = gateway.token();

      Answer refused = firstRefusal(() -> gateway.get("/v1/network", token));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(gateway.get("/v1/network", other).status()).isEqualTo(200);

      Answer signIn = firstRefusal(() -> gateway.post("/v1/session/nonce", "{}", null));
      assertThat(signIn.status()).isEqualTo(429);

      Answer chain =
          gateway.post(
              "/v1/chain",
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}",
              other);
      assertThat(chain.problem()).isEqualTo("chain-unavailable");
      assertThat(chain.header("Retry-After")).isNotEmpty();

      gateway.stop("record-service");
      Answer down = gateway.get("/v1/records", other);
      assertThat(down.problem()).isEqualTo("service-unavailable");
      assertThat(down.header("Retry-After")).isEqualTo("2");
      assertThat(gateway.get("/v1/audit", other).status()).isEqualTo(200);
    }
  }

  @Test
  void tellsPeopleBehindATrustedProxyApart() throws IOException {
    try (GatewayProcess gateway = trusting("127.0.0.1/32")) {
      assertThat(firstRefusal(() -> askFor(gateway, "203.0.113.1")).status()).isEqualTo(429);

      assertThat(askFor(gateway, "203.0.113.77, 203.0.113.1").problem())
          .as("who claims to be somebody else's proxy")
          .isEqualTo("too-many-requests");
      assertThat(askFor(gateway, "203.0.113.2").status()).isEqualTo(200);
    }
  }

  @Test
  void believesNobodyElseWhomTheySpeakFor() throws IOException {
    try (GatewayProcess gateway = trusting("172.18.0.1/32")) {
      AtomicInteger last = new AtomicInteger();

      assertThat(
              firstRefusal(() -> askFor(gateway, "203.0.113." + last.incrementAndGet())).status())
          .isEqualTo(429);
    }
  }

  @Test
  void isNotReadyWithoutItsDatabase() throws IOException {
    try (GatewayProcess gateway =
        new GatewayProcess(
            folder, GatewayProcess.NO_CHAIN, "--spring.datasource.hikari.connection-timeout=500")) {
      gateway.stopDatabase();

      Awaitility.await()
          .until(() -> gateway.get("/actuator/health/readiness", null).status() == 503);
      assertThat(gateway.get("/actuator/health/liveness", null).status()).isEqualTo(200);
    }
  }

  private GatewayProcess trusting(String proxy) throws IOException {
    return new GatewayProcess(
        folder,
        GatewayProcess.NO_CHAIN,
        "--anamnesis.limits.address=5",
        "--server.forward-headers-strategy=native",
        "--server.tomcat.remoteip.internal-proxies=" + proxy);
  }

  private static Answer askFor(GatewayProcess gateway, String forwarded) {
    return gateway.send(
        gateway.request("/v1/network").header("X-Forwarded-For", forwarded).GET().build());
  }

  private static Answer firstRefusal(java.util.function.Supplier<Answer> ask) {
    return IntStream.range(0, 200)
        .mapToObj(i -> ask.get())
        .filter(answer -> answer.problem().equals("too-many-requests"))
        .findFirst()
        .orElseThrow();
  }
}
