package org.anamnesis.protocol.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.vectors.VectorFile;
import org.anamnesis.protocol.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AcceptanceVectorsTest {
  private static final JsonNode FILE = VectorFile.read("acceptance.json");

  static Stream<Arguments> acceptances() {
    return Vectors.named(FILE.get("acceptances"));
  }

  @ParameterizedTest
  @MethodSource("acceptances")
  void holdsOrDoesNot(JsonNode node) {
    long accepted = node.get("acceptedAt").asLong();
    long anchored = node.get("anchoredBy").asLong();
    if (anchored < accepted || anchored - accepted > Acceptance.LONGEST) {
      assertThatThrownBy(() -> holds(node)).isInstanceOf(IllegalArgumentException.class);
      assertThat(node.get("holds").asBoolean()).isFalse();
    } else {
      assertThat(holds(node)).isEqualTo(node.get("holds").asBoolean());
    }
  }

  private static boolean holds(JsonNode node) {
    Acceptance acceptance =
        new Acceptance(
            StoreId.of(VectorFile.octets(node.get("store"))),
            node.get("acceptedAt").asLong(),
            node.get("anchoredBy").asLong(),
            Signature.of(VectorFile.octets(node.get("signature"))));
    return acceptance.isFor(
        OperationId.of(VectorFile.octets(node.get("operation"))),
        Vectors.registry(FILE),
        Vectors.point(FILE, "serviceX", "serviceY"));
  }
}
