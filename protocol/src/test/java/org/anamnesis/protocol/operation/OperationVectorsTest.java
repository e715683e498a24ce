package org.anamnesis.protocol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.vectors.VectorFile;
import org.anamnesis.protocol.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OperationVectorsTest {
  private static final JsonNode FILE = VectorFile.read("operations.json");
  private static final Registry REGISTRY = Vectors.registry(FILE);

  static Stream<Arguments> operations() {
    return Vectors.named(FILE.get("operations"));
  }

  static Stream<Arguments> refusals() {
    return Vectors.named(FILE.get("refusals"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void readsWritesAndVerifies(JsonNode node) {
    Message message = Message.parse(VectorFile.octets(node.get("message")), REGISTRY);
    SignedOperation signed = new SignedOperation(message, signatures(node));

    assertThat(message.operation().kind())
        .isEqualTo(Numbered.of(Kind.class, node.get("kind").asInt()));
    assertThat(message.operation().message(REGISTRY)).isEqualTo(message);
    assertThat(signed.id().bytes()).isEqualTo(VectorFile.octets(node.get("id")));
    assertThat(signed.isSignedBy(key(message.operation().signer()))).isTrue();
    byte[] frame = octets(node.get("frame"));
    assertThat(Frame.of(signed).words()).isEqualTo(frame);
    assertThat(Frame.split(frame).getFirst().operation(REGISTRY)).contains(signed);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(JsonNode node) {
    byte[] octets = VectorFile.octets(node.get("message"));
    switch (node.get("fault").asString()) {
      case "BAD_SIGNATURE" -> {
        SignedOperation signed =
            new SignedOperation(Message.parse(octets, REGISTRY), signatures(node));
        assertThat(signed.isSignedBy(key(signed.operation().signer()))).isFalse();
      }
      case "EXPIRED" ->
          assertThat(Message.parse(octets, REGISTRY).operation().validUntil())
              .isLessThanOrEqualTo(FILE.get("time").asLong());
      default ->
          assertThatThrownBy(
                  () -> new SignedOperation(Message.parse(octets, REGISTRY), signatures(node)))
              .isInstanceOfSatisfying(
                  MalformedOperation.class,
                  e -> assertThat(e.fault().toString()).isEqualTo(node.get("fault").asString()));
    }
  }

  private static List<Signature> signatures(JsonNode node) {
    List<Signature> signatures = new ArrayList<>();
    node.get("signatures").forEach(s -> signatures.add(Signature.of(VectorFile.octets(s))));
    return signatures;
  }

  private static PublicPoint key(ParticipantId signer) {
    return FILE.get("keys")
        .valueStream()
        .filter(k -> ParticipantId.of(VectorFile.octets(k.get("participant"))).equals(signer))
        .map(k -> Vectors.point(k, "x", "y"))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] octets(JsonNode words) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    words.forEach(word -> octets.writeBytes(VectorFile.octets(word)));
    return octets.toByteArray();
  }
}
