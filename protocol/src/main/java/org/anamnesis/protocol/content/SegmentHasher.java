package org.anamnesis.protocol.content;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;

/**
 * Hashes sealed octets, fed in pieces of any size, segment by segment. Parts that begin at a
 * multiple of 65,536 octets can be hashed apart, by another process too. Not safe for use by
 * several threads.
 */
public final class SegmentHasher {
  private final MessageDigest digest = Hash.digest();
  private final ByteArrayOutputStream complete = new ByteArrayOutputStream();
  private int inSegment;

  /** Starts at the first octet. */
  public SegmentHasher() {}

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

  /**
   * Ends here; the hasher is used up.
   *
   * @throws IllegalArgumentException if there are fewer octets than sealed content has
   */
  public SegmentHashes finish() {
    long length = length();
    return SegmentHashes.of(length, finishPart());
  }

  /**
   * Ends here, at the end of one part of sealed content that begins at a segment's first octet; the
   * hasher is used up.
   *
   * @return the hashes of the part's segments, the last of which may be shorter, 32 octets each
   */
  public byte[] finishPart() {
    if (inSegment > 0) {
      complete.writeBytes(digest.digest());
      inSegment = 0;
    }
    return complete.toByteArray();
  }
}
