package org.anamnesis.protocol.content;

/** How long things get: padding, header, tags and segments. All sizes are octets. */
public final class SealedSize {
  /** Octets of a sealed segment; the first has the header in it, the last may be shorter. */
  public static final int SEGMENT = 65_536;

  /** Octets of the header. */
  public static final int HEADER = 40;

  /** Octets of a segment's tag. */
  public static final int TAG = 16;

  /** Octets of padded plaintext in the first segment. */
  public static final int FIRST_PLAINTEXT = SEGMENT - HEADER - TAG;

  /** Octets of padded plaintext in every other segment but the last. */
  public static final int PLAINTEXT = SEGMENT - TAG;

  private SealedSize() {}

  /** The Padmé length of L octets, at most 12 percent more (Nikitin et al., PURBs, 2019). */
  public static long padded(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length is not negative");
    }
    if (length < 2) {
      return length;
    }
    int exponent = log2(length);
    int kept = log2(exponent) + 1;
    long step = 1L << Math.max(0, exponent - kept);
    return Math.addExact(length, step - 1) & -step;
  }

  /** The sealed length of a plaintext before padding. */
  public static long sealed(long plaintextLength) {
    long padded = padded(plaintextLength);
    long rest = Math.max(0, padded - FIRST_PLAINTEXT);
    long segments = 1 + (rest + PLAINTEXT - 1) / PLAINTEXT;
    return Math.addExact(padded, HEADER + segments * TAG);
  }

  /** How many segments a sealed length has; shorter than header and tag is none of ours. */
  public static long segments(long sealedLength) {
    if (sealedLength < HEADER + TAG) {
      throw new IllegalArgumentException("sealed content has at least 56 octets");
    }
    return (sealedLength - 1) / SEGMENT + 1;
  }

  /** The segment that holds a plaintext octet. */
  public static long segmentOf(long plaintextOffset) {
    return plaintextOffset < FIRST_PLAINTEXT
        ? 0
        : 1 + (plaintextOffset - FIRST_PLAINTEXT) / PLAINTEXT;
  }

  /** The offset of a segment's first plaintext octet. */
  public static long plaintextStart(long segment) {
    return segment == 0 ? 0 : FIRST_PLAINTEXT + (segment - 1) * PLAINTEXT;
  }

  private static int log2(long value) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
  }
}
