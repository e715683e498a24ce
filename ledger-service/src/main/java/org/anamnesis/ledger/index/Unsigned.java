package org.anamnesis.ledger.index;

import java.math.BigInteger;

/** The numbers of a {@code u64}, which a {@code long} holds as unsigned. */
public final class Unsigned {
  private Unsigned() {}

  /** As JSON shows it: 0 to 2⁶⁴−1. */
  public static BigInteger number(long u64) {
    return new BigInteger(Long.toUnsignedString(u64));
  }
}
