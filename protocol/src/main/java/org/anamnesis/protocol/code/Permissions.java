package org.anamnesis.protocol.code;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of {@link Permission}s as the mask that messages carry.
 *
 * @param mask the bits, none outside the table
 */
public record Permissions(long mask) {
  /** Every value of the table. */
  public static final Permissions ALL = of(EnumSet.allOf(Permission.class));

  /** Refuses a bit that the table does not have. */
  public Permissions {
    long known =
        Arrays.stream(Permission.values()).mapToLong(Permissions::bit).reduce(0, (a, b) -> a | b);
    if ((mask & ~known) != 0) {
      throw new IllegalArgumentException("mask has bits outside the table of permissions");
    }
  }

  /** The mask of some values. */
  public static Permissions of(Collection<Permission> values) {
    return new Permissions(values.stream().mapToLong(Permissions::bit).reduce(0, (a, b) -> a | b));
  }

  /** The mask of some values. */
  public static Permissions of(Permission... values) {
    return of(Arrays.asList(values));
  }

  /** Whether the value is in the set. */
  public boolean contains(Permission value) {
    return (mask & bit(value)) != 0;
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return mask == 0;
  }

  /** The values in the table's order. */
  public Set<Permission> values() {
    return Arrays.stream(Permission.values())
        .filter(this::contains)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
  }

  private static long bit(Permission value) {
    return value.number();
  }
}
