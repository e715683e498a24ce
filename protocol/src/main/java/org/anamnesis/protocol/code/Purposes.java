package org.anamnesis.protocol.code;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of {@link Purpose}s as the mask that messages carry.
 *
 * @param mask the bits, none outside the table
 */
public record Purposes(long mask) {
  /** Every value of the table. */
  public static final Purposes ALL = of(EnumSet.allOf(Purpose.class));

  /** Refuses a bit that the table does not have. */
  public Purposes {
    long known =
        Arrays.stream(Purpose.values()).mapToLong(Purposes::bit).reduce(0, (a, b) -> a | b);
    if ((mask & ~known) != 0) {
      throw new IllegalArgumentException("mask has bits outside the table of purposes");
    }
  }

  /** The mask of some values. */
  public static Purposes of(Collection<Purpose> values) {
    return new Purposes(values.stream().mapToLong(Purposes::bit).reduce(0, (a, b) -> a | b));
  }

  /** The mask of some values. */
  public static Purposes of(Purpose... values) {
    return of(Arrays.asList(values));
  }

  /** Whether the value is in the set. */
  public boolean contains(Purpose value) {
    return (mask & bit(value)) != 0;
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return mask == 0;
  }

  /** The values in the table's order. */
  public Set<Purpose> values() {
    return Arrays.stream(Purpose.values())
        .filter(this::contains)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class)));
  }

  private static long bit(Purpose value) {
    return 1L << value.number();
  }
}
