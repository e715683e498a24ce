package org.anamnesis.protocol.code;

import java.util.Arrays;
import java.util.Optional;

/** A value of a frozen table, with its number there. */
public interface Numbered {
  /** The number in PROTOCOL.md's table. */
  int number();

  /** The value of a table with this number, if the table has it. */
  static <E extends Enum<E> & Numbered> Optional<E> find(Class<E> table, long number) {
    return Arrays.stream(table.getEnumConstants()).filter(v -> v.number() == number).findFirst();
  }

  /**
   * The value of a table with this number.
   *
   * @throws IllegalArgumentException if the table does not have it
   */
  static <E extends Enum<E> & Numbered> E of(Class<E> table, long number) {
    return find(table, number)
        .orElseThrow(() ->
            new IllegalArgumentException("no " + table.getSimpleName() + " has number " + number));
  }
}
