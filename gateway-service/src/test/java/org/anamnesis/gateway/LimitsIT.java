package org.anamnesis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.anamnesis.gateway.GatewayProcess.Answer;
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

  private static Answer firstRefusal(java.util.function.Supplier<Answer> ask) {
    return IntStream.range(0, 200)
        .mapToObj(i -> ask.get())
        .filter(answer -> answer.problem().equals("too-many-requests"))
        .findFirst()
        .orElseThrow();
  }
}
