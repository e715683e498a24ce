package org.anamnesis.protocol.content;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;

/**
 * Hashes sealed octets, fed in pieces of any size, segment by segment. It can stop at a multiple of
 * 65,536 octets and be taken up there later, by another process too. Not safe for use by several
 * threads.
 */
public final class SegmentHasher {
  private final MessageDigest digest = Hash.digest();
  private final ByteArrayOutputStream complete = new ByteArrayOutputStream();
  private int inSegment;

  /** Starts at the first octet. */
  public SegmentHasher() {}

  /** Goes on behind complete segments whose hashes were kept. */
  public static SegmentHasher resume(byte[] completeHashes) {
    if (completeHashes.length % Bytes32.SIZE != 0) {
      throw new IllegalArgumentException("segment hashes have 32 octets each");
    }
    SegmentHasher hasher = new SegmentHasher();
    hasher.complete.writeBytes(completeHashes);
    return hasher;
  }

  /** Takes the next octets. */
  public void update(byte[] octets, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int some = Math.min(left, SealedSize.SEGMENT - inSegment);
      digest.update(octets, from, some);
      inSegment += some;
      from += some;
      left -= some;
      if (inSegment == SealedSize.SEGMENT) {
        complete.writeBytes(digest.digest());
        inSegment = 0;
      }
    }
  }

  /** Octets so far. */
  public long length() {
    return (long) complete.size() / Bytes32.SIZE * SealedSize.SEGMENT + inSegment;
  }

  /** The hashes of the complete segments so far, 32 octets each: what {@link #resume} takes. */
  public byte[] completeHashes() {
    return complete.toByteArray();
  }

  /**
   * Ends here; the hasher is used up.
   *
   * @throws IllegalArgumentException if there are fewer octets than sealed content has
   */
  public SegmentHashes finish() {
    long length = length();
    if (inSegment > 0) {
      complete.writeBytes(digest.digest());
      inSegment = 0;
    }
    return SegmentHashes.of(length, complete.toByteArray());
  }
}
