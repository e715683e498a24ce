package org.anamnesis.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Base64Url;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.EdgeServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service takes as a body. */
class EdgeJsonIT {
  private static final String NOTE =
      "{\"about\":\"" + "0b".repeat(32) + "\",\"octets\":\"AQID\",\"count\":1}";
  private final EdgeServer server = EdgeServer.shared();

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
}
