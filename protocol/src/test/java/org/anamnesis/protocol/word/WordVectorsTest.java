package org.anamnesis.protocol.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.vectors.VectorFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WordVectorsTest {
  static Stream<JsonNode> words() {
    return VectorFile.read("words.json").get("words").valueStream();
  }

  static Stream<JsonNode> refusals() {
    return VectorFile.read("words.json").get("refusals").valueStream();
  }

  @ParameterizedTest
  @MethodSource("words")
  void writesWords(JsonNode node) {
    assertThat(write(node)).isEqualTo(VectorFile.octets(node.get("word")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsTooWide(JsonNode node) {
    assertThatThrownBy(() -> write(node)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] write(JsonNode node) {
    WordWriter words = new WordWriter();
    String value = node.get("value").asString();
    return switch (node.get("type").asString()) {
      case "u8" -> words.u8(Long.parseLong(value)).octets();
      case "u32" -> words.u32(Long.parseLong(value)).octets();
      case "u64" -> words.u64(Long.parseUnsignedLong(value)).octets();
      case "label" -> words.label(value).octets();
      case "address" -> words.address(new EthereumAddress(value)).octets();
      default -> throw new IllegalStateException("unknown type");
    };
  }
}
