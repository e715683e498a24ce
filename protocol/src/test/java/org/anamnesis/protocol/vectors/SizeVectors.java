package org.anamnesis.protocol.vectors;

import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lengths and their Padmé lengths. */
final class SizeVectors {
  private static final int LARGEST_EXPONENT = 53;
  private static final long LARGEST = 1L << LARGEST_EXPONENT;
  private static final int ALL_UP_TO = 70;

  ObjectNode file() {
    SortedSet<Long> lengths = new TreeSet<>();
    for (long i = 0; i <= ALL_UP_TO; i++) {
      lengths.add(i);
    }
    for (int exponent = 7; exponent <= LARGEST_EXPONENT; exponent++) {
      long power = 1L << exponent;
      long step = SealedByHand.padme(power + 1) - power;
      for (long length :
          new long[] {
            power / 2 * 3 - 1,
            power - 1,
            power,
            power + 1,
            power + step - 1,
            power + step,
            power + step + 1
          }) {
        lengths.add(Math.min(length, LARGEST));
      }
    }
    for (long length :
        new long[] {63_488, 63_489, 65_480, 65_481, 131_000, 1_000_003, 999_999_937}) {
      lengths.add(length);
    }
    ObjectNode file = VectorFile.object();
    ArrayNode rows = file.putArray("rows");
    lengths.forEach(length -> rows.addArray().add(length).add(SealedByHand.padme(length)));
    return file;
  }
}
