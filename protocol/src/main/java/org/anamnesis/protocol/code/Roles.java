package org.anamnesis.protocol.code;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of {@link Role}s as the mask that messages carry.
 *
 * @param mask the bits, none outside the table
 */
public record Roles(long mask) {
  /** Every value of the table. */
  public static final Roles ALL = of(EnumSet.allOf(Role.class));

  /** Refuses a bit that the table does not have. */
  public Roles {
    long known = Arrays.stream(Role.values()).mapToLong(Roles::bit).reduce(0, (a, b) -> a | b);
    if ((mask & ~known) != 0) {
      throw new IllegalArgumentException("mask has bits outside the table of roles");
    }
  }

  /** The mask of some values. */
  public static Roles of(Collection<Role> values) {
    return new Roles(values.stream().mapToLong(Roles::bit).reduce(0, (a, b) -> a | b));
  }

  /** The mask of some values. */
  public static Roles of(Role... values) {
    return of(Arrays.asList(values));
  }

  /** Whether the value is in the set. */
  public boolean contains(Role value) {
    return (mask & bit(value)) != 0;
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return mask == 0;
  }

  /** The values in the table's order. */
  public Set<Role> values() {
    return Arrays.stream(Role.values())
        .filter(this::contains)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  private static long bit(Role value) {
    return 1L << value.number();
  }
}
