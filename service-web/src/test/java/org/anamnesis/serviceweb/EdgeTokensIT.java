package org.anamnesis.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.EdgeServer.Answer;
import org.anamnesis.serviceweb.token.TokenMint;
import org.junit.jupiter.api.Test;

/** Whom a service lets in. */
class EdgeTokensIT {
  private final EdgeServer server = EdgeServer.shared();

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

  private String refusal(@org.jspecify.annotations.Nullable String token) {
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
}
