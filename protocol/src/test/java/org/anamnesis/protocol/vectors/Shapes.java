package org.anamnesis.protocol.vectors;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.protocol.operation.Kind;

/** What each field of each kind may hold, written down a second time to make faults from. */
final class Shapes {
  private Shapes() {}

  /** A faulty value of one field. */
  record Flaw(int field, String name, BigInteger value) {}

  /**
   * One word a field: any, id, u32, u64, time, mask-n (bits 1 to n), perm (bits 0 to 3), one-n
   * (numbers 1 to n), zero-n (numbers 0 to n).
   */
  private static String shape(Kind kind) {
    return switch (kind) {
      case SESSION -> "id id id time";
      case ENROL -> "id id any any any any one-16 id id time";
      case ROTATE -> "id id any any any any u64 time";
      case STATUS -> "id id one-3 u64 any time";
      case REGISTER -> "id id any u32 id id one-1 id time any id id time";
      case CONSENT -> "id id any id mask-16 perm mask-17 zero-2 u64 u64 u64 time";
      case ACCESS -> "id any u32 id one-17 one-4 any id time id";
      case ERASE -> "id id u64 time";
      case REVIEW -> "id id one-3 any time time";
      case STORE -> "id id id any any one-2 u64 time";
      case MANDATE -> "id id id u64 u64 u64 time";
    };
  }

  static List<Flaw> flaws(Kind kind) {
    List<Flaw> flaws = new ArrayList<>();
    String[] types = shape(kind).split(" ", -1);
    for (int i = 0; i < types.length; i++) {
      addFlaws(flaws, i, types[i]);
    }
    return flaws;
  }

  private static void addFlaws(List<Flaw> flaws, int field, String type) {
    String[] parts = type.split("-", -1);
    int last = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    switch (parts[0]) {
      case "id" -> flaws.add(new Flaw(field, "zero", BigInteger.ZERO));
      case "u32" -> flaws.add(tooWide(field, 32));
      case "u64" -> flaws.add(tooWide(field, 64));
      case "time" -> {
        flaws.add(new Flaw(field, "zero", BigInteger.ZERO));
        flaws.add(tooWide(field, 64));
      }
      case "mask" -> {
        flaws.add(new Flaw(field, "bit 0", BigInteger.valueOf(3)));
        flaws.add(new Flaw(field, "bit past the table", BigInteger.TWO.shiftLeft(last)));
        flaws.add(tooWide(field, 32));
      }
      case "perm" -> {
        flaws.add(new Flaw(field, "zero", BigInteger.ZERO));
        flaws.add(new Flaw(field, "bit past the table", BigInteger.valueOf(17)));
        flaws.add(tooWide(field, 8));
      }
      case "one", "zero" -> {
        if (parts[0].equals("one")) {
          flaws.add(new Flaw(field, "number zero", BigInteger.ZERO));
        }
        flaws.add(new Flaw(field, "number past the table", BigInteger.valueOf(last + 1)));
        flaws.add(tooWide(field, 8));
      }
      default -> {}
    }
  }

  private static Flaw tooWide(int field, int bits) {
    return new Flaw(field, "over-wide", BigInteger.ONE.shiftLeft(bits).add(BigInteger.ONE));
  }
}
