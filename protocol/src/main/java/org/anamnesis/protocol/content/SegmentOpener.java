package org.anamnesis.protocol.content;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.anamnesis.protocol.content.ContentRefusedException.Fault;
import org.anamnesis.protocol.id.Hash;

/**
 * Opens segments of one sealed content in any order, each only after its hash and tag were checked.
 * Not safe for use by several threads.
 */
public final class SegmentOpener {
  private final SegmentHashes segments;
  private final StreamSegmentDecrypter decrypter;
  private final MessageDigest digest = Hash.digest();

  private SegmentOpener(SegmentHashes segments, StreamSegmentDecrypter decrypter) {
    this.segments = segments;
    this.decrypter = decrypter;
  }

  /**
   * Checks key and hashes against the chain's record head.
   *
   * @param head what the chain says, and what the segments are said to be
   * @param key from a key envelope
   * @param header the first 40 octets of the sealed content; wrong ones make every tag fail
   */
  public static SegmentOpener of(SealedHead head, DataKey key, byte[] header)
      throws ContentRefusedException {
    head.check(key);
    if (header.length != SealedSize.HEADER) {
      throw new ContentRefusedException(Fault.TRUNCATED, "the header has 40 octets");
    }
    try {
      StreamSegmentDecrypter decrypter = Sealing.streaming(key).newStreamSegmentDecrypter();
      decrypter.init(ByteBuffer.wrap(header), head.associated().octets());
      return new SegmentOpener(head.segments(), decrypter);
    } catch (GeneralSecurityException e) {
      throw new ContentRefusedException(Fault.WRONG_TAG, "the header is malformed");
    }
  }

  /**
   * Opens one whole segment.
   *
   * @param segment from 0 on
   * @param sealed its octets, the header included in the first
   * @return padded plaintext, at most 65,520 octets
   */
  public byte[] open(int segment, byte[] sealed) throws ContentRefusedException {
    ByteBuffer plaintext = ByteBuffer.allocate(SealedSize.PLAINTEXT);
    open(segment, ByteBuffer.wrap(sealed), plaintext);
    byte[] opened = new byte[plaintext.flip().remaining()];
    plaintext.get(opened);
    return opened;
  }

  /** The same, behind what the buffer holds already. */
  void open(int segment, ByteBuffer sealed, ByteBuffer plaintext) throws ContentRefusedException {
    int expected = segments.length(segment);
    int found = sealed.remaining();
    if (found != expected) {
      throw new ContentRefusedException(
          found < expected ? Fault.TRUNCATED : Fault.APPENDED,
          "segment %d has %d octets, found %d".formatted(segment, expected, found));
    }
    digest.update(sealed.duplicate());
    if (!Hash.of(digest.digest()).equals(segments.hash(segment))) {
      throw new ContentRefusedException(
          Fault.WRONG_SEGMENT, "segment " + segment + " does not have its hash");
    }
    ByteBuffer body = sealed.slice();
    body.position(segment == 0 ? SealedSize.HEADER : 0);
    if (body.remaining() < SealedSize.TAG) {
      throw new ContentRefusedException(
          Fault.TRUNCATED, "segment " + segment + " is shorter than its tag");
    }
    try {
      decrypter.decryptSegment(body, segment, segment == segments.count() - 1, plaintext);
    } catch (GeneralSecurityException e) {
      throw new ContentRefusedException(
          Fault.WRONG_TAG, "segment " + segment + " does not open with this key");
    }
  }
}
