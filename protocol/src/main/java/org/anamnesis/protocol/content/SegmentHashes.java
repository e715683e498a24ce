package org.anamnesis.protocol.content;

import java.util.Arrays;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.word.WordWriter;

/** SHA-256 of each segment of sealed content, in order: what the content hash is made of. */
public final class SegmentHashes {
  private static final String LABEL = "anamnesis/v1 content";

  private final long sealedLength;
  private final byte[] octets;

  private SegmentHashes(long sealedLength, byte[] octets) {
    this.sealedLength = sealedLength;
    this.octets = octets;
  }

  /**
   * The hashes one after the other, 32 octets each.
   *
   * @throws IllegalArgumentException if there are not as many as the sealed length has segments
   */
  public static SegmentHashes of(long sealedLength, byte[] octets) {
    long expected = SealedSize.segments(sealedLength) * Bytes32.SIZE;
    if (octets.length != expected) {
      throw new IllegalArgumentException(
          "expected " + expected + " octets of segment hashes, found " + octets.length);
    }
    return new SegmentHashes(sealedLength, octets.clone());
  }

  /** Octets of the sealed content. */
  public long sealedLength() {
    return sealedLength;
  }

  /** How many segments there are. */
  public int count() {
    return octets.length / Bytes32.SIZE;
  }

  /** The hash of one segment, from 0 on. */
  public Hash hash(int segment) {
    int at = segment * Bytes32.SIZE;
    return Hash.of(Arrays.copyOfRange(octets, at, at + Bytes32.SIZE));
  }

  /** Octets of one sealed segment: the last one's are fewer. */
  public int length(int segment) {
    return (int) Math.min(SealedSize.SEGMENT, sealedLength - (long) segment * SealedSize.SEGMENT);
  }

  /** The hash that the chain holds. */
  public Hash contentHash() {
    return new WordWriter().label(LABEL).u64(sealedLength).padded(octets).sha256();
  }

  /** A copy of the hashes one after the other. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentHashes that
        && sealedLength == that.sealedLength
        && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "SegmentHashes[sealedLength=" + sealedLength + ", count=" + count() + "]";
  }
}
