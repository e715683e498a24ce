package org.anamnesis.protocol.vectors;

import java.util.stream.Stream;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;

/** What the tests of several vector files read alike. */
public final class Vectors {
  private Vectors() {}

  /** The entries of a list, each a test of its own under its {@code name}. */
  public static Stream<Arguments> named(JsonNode list) {
    return list.valueStream().map(node -> Arguments.argumentSet(node.get("name").asString(), node));
  }

  /** The {@code registry} of a file. */
  public static Registry registry(JsonNode file) {
    JsonNode registry = file.get("registry");
    return new Registry(
        registry.get("chainId").asLong(), new EthereumAddress(registry.get("address").asString()));
  }

  /** The point whose coordinates are these two members. */
  public static PublicPoint point(JsonNode node, String x, String y) {
    return new PublicPoint(
        Bytes32.of(VectorFile.octets(node.get(x))), Bytes32.of(VectorFile.octets(node.get(y))));
  }
}
