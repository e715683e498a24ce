package org.anamnesis.protocol.seal;

/**
 * Padmé: lengths rounded up so that they tell little (Nikitin et al., PETS 2019), at most 12 %
 * longer.
 */
public final class Padme {
  private Padme() {}

  /** The length that a plaintext of this length is padded to; not less, and at most 12 % more. */
  public static long padded(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length is not negative");
    }
    if (length < 2) {
      return length;
    }
    int e = 63 - Long.numberOfLeadingZeros(length);
    int s = 64 - Long.numberOfLeadingZeros(e);
    long mask = (1L << (e - s)) - 1;
    return (length + mask) & ~mask;
  }
}
