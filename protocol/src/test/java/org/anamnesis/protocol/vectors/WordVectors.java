package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as words, and values that are none. */
final class WordVectors {
  private final ArrayNode words = VectorFile.array();
  private final ArrayNode refusals = VectorFile.array();

  ObjectNode file() {
    for (int bits : new int[] {8, 32, 64}) {
      BigInteger limit = BigInteger.ONE.shiftLeft(bits);
      number(bits, BigInteger.ZERO);
      number(bits, BigInteger.ONE);
      number(bits, limit.subtract(BigInteger.ONE));
      refuse("u" + bits, limit.toString());
      refuse("u" + bits, "-1");
    }
    for (String label : new String[] {"anamnesis/v1", "commit", "", "x".repeat(32)}) {
      add("label", label, Arrays.copyOf(label.getBytes(Cast.ASCII), 32));
    }
    refuse("label", "x".repeat(33));
    byte[] address = new byte[32];
    System.arraycopy(Cast.REGISTRY.address().bytes(), 0, address, 12, 20);
    add("address", Cast.REGISTRY.address().text(), address);
    ObjectNode file = VectorFile.object();
    file.set("words", words);
    file.set("refusals", refusals);
    return file;
  }

  private void number(int bits, BigInteger value) {
    add("u" + bits, value.toString(), VectorKey.word(value));
  }

  private void add(String type, String value, byte[] word) {
    words.addObject().put("type", type).put("value", value).put("word", VectorFile.hex(word));
  }

  private void refuse(String type, String value) {
    refusals.addObject().put("type", type).put("value", value);
  }
}
