package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.key.PublicPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The protocol's vectors on the contract. They are for a registry of a fixed address and time, so
 * the development chain is told to have the code there; the consortium's calls then come from the
 * registry itself, as they do after a vote.
 */
class OperationVectorsIT {
  private static final Path VECTORS = Path.of("..", "protocol", "vectors", "operations.json");
  private static final Path CODE = Path.of("abi", "AnamnesisRegistry.bin-runtime");
  private static final int KIND_AT = 63;
  private static final int FIELDS_AT = 128;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonNode vectors = json.readTree(VECTORS.toFile());
  private final EthereumAddress registry =
      new EthereumAddress(vectors.get("registry").get("address").asString());
  private TestChain chain;
  private Account relayer;

  @BeforeEach
  void open() throws IOException {
    chain = TestChain.anvil();
    relayer = chain.account(AccountKey.generate(new SecureRandom()));
    cheat("anvil_setCode", registry.text(), "0x" + Files.readString(CODE));
    cheat("anvil_impersonateAccount", registry.text());
    OrganisationId organisation = new OrganisationId(word(vectors.get("organisation")));
    carry(RegistryCalls.admitOrganisation(organisation));
    carry(
        RegistryCalls.appointRegistrar(
            organisation, key("registrar"), key("registrar encryption")));
    carry(RegistryCalls.accreditRelayer(relayer.key().address(), organisation));
  }

  @AfterEach
  void close() {
    chain.close();
  }

  @Test
  void answersEveryVectorAsItSays() {
    List<JsonNode> operations = vectors.get("operations").valueStream().toList();
    List<RegistryEvent> applied =
        apply(1, operations.stream().flatMap(o -> words(o.get("frame")).stream()).toList());
    assertThat(applied).hasSize(operations.size() + 1);
    for (int i = 0; i < operations.size(); i++) {
      RegistryEvent.OfOperation event = (RegistryEvent.OfOperation) applied.get(i);
      assertThat(reason(event)).as(name(operations.get(i))).isEqualTo(answer(operations.get(i)));
      assertThat(event.id())
          .as(name(operations.get(i)))
          .isEqualTo(new OperationId(word(operations.get(i).get("id"))));
    }

    List<JsonNode> refusals =
        vectors.get("refusals").valueStream().filter(r -> answer(r) >= 0).toList();
    List<RegistryEvent> refused =
        apply(2, refusals.stream().flatMap(r -> frame(r).stream()).toList());
    assertThat(refused).hasSize(refusals.size() + 1);
    for (int i = 0; i < refusals.size(); i++) {
      assertThat(reason((RegistryEvent.OfOperation) refused.get(i)))
          .as(name(refusals.get(i)))
          .isEqualTo(answer(refusals.get(i)));
    }
  }

  private List<RegistryEvent> apply(long batch, List<Bytes32> frames) {
    cheat("evm_setNextBlockTimestamp", vectors.get("time").asLong() + batch - 1);
    Receipt receipt =
        relayer.transact(
            RegistryCalls.applyBatchOf(registry, batch, frames), GasBounds.TRANSACTION_CAP);
    assertThat(receipt.succeeded()).isTrue();
    return receipt.logs().stream()
        .flatMap(log -> RegistryEvents.decode(registry, log).stream())
        .toList();
  }

  private static int reason(RegistryEvent.OfOperation event) {
    return event instanceof RegistryEvent.OperationRejected rejected
        ? rejected.reason().number()
        : 0;
  }

  private static int answer(JsonNode vector) {
    return vector.get("contract").asInt();
  }

  private static String name(JsonNode vector) {
    return vector.get("name").asString();
  }

  /** Head ‖ message from word 4 on ‖ signatures. */
  private static List<Bytes32> frame(JsonNode refusal) {
    byte[] message = Octets.parse(refusal.get("message").asString()).bytes();
    List<Bytes32> rest = new ArrayList<>(words(message, Math.min(FIELDS_AT, message.length)));
    refusal
        .get("signatures")
        .valueStream()
        .forEach(s -> rest.addAll(words(Octets.parse(s.asString()).bytes(), 0)));
    List<Bytes32> frame = new ArrayList<>();
    frame.add(Operation.head(Byte.toUnsignedInt(message[KIND_AT]), rest.size()));
    frame.addAll(rest);
    return frame;
  }

  private static List<Bytes32> words(JsonNode words) {
    return words.valueStream().map(OperationVectorsIT::word).toList();
  }

  private static List<Bytes32> words(byte[] octets, int from) {
    List<Bytes32> words = new ArrayList<>();
    for (int i = from; i < octets.length; i += Bytes32.SIZE) {
      words.add(Bytes32.of(java.util.Arrays.copyOfRange(octets, i, i + Bytes32.SIZE)));
    }
    return words;
  }

  private static Bytes32 word(JsonNode hex) {
    return Bytes32.of(Octets.parse(hex.asString()).bytes());
  }

  private PublicPoint key(String name) {
    JsonNode key =
        vectors
            .get("keys")
            .valueStream()
            .filter(k -> name(k).equals(name))
            .findFirst()
            .orElseThrow();
    return new PublicPoint(word(key.get("x")), word(key.get("y")));
  }

  /** Makes the registry call itself, as it does when a motion is carried. */
  private void carry(Octets motion) {
    cheat(
        "eth_sendTransaction",
        Map.of(
            "from",
            registry.text(),
            "to",
            registry.text(),
            "gas",
            "0x" + BigInteger.valueOf(1_000_000).toString(16),
            "gasPrice",
            "0x0",
            "data",
            motion.hex()));
  }

  private void cheat(String method, Object... parameters) {
    String body =
        json.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(chain.rpc().toString()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      JsonNode answer =
          json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      assertThat(answer.has("error")).as("%s", answer).isFalse();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
