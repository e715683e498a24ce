package org.anamnesis.protocol.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.anamnesis.protocol.content.ContentRefusedException.Fault;
import org.anamnesis.protocol.id.Hash;

/**
 * The plaintext of a whole sealed stream, without its padding. Each segment is checked before any
 * of its octets are given out, and the hash of all of it before the last one's; the end of the
 * stream means that the content was complete. Not safe for use by several threads.
 */
public final class OpeningInputStream extends InputStream {
  private final InputStream sealed;
  private final SealedHead head;
  private final long length;
  private final Hash sha256;
  private final MessageDigest digest = Hash.digest();
  private byte[] plaintext = {};
  private int position;
  private int nextSegment;
  private long opened;
  private final SegmentOpener opener;

  /**
   * Checks key and hashes; reads the first segment.
   *
   * @param sealed from the first octet on
   * @param head what the chain says
   * @param key from a key envelope
   * @param length octets of the plaintext, from the sealed metadata
   * @param sha256 of the plaintext, from the sealed metadata: what its clinical author signed
   * @throws ContentRefusedException if anything is not what the chain says
   */
  public OpeningInputStream(
      InputStream sealed, SealedHead head, DataKey key, long length, Hash sha256)
      throws IOException {
    this.sealed = sealed;
    this.head = head;
    this.length = length;
    this.sha256 = sha256;
    head.check(key);
    if (length < 0 || SealedSize.sealed(length) != head.segments().sealedLength()) {
      throw new ContentRefusedException(
          Fault.WRONG_PADDING, "plaintext length and sealed length do not agree");
    }
    byte[] first = nextSealed();
    this.opener = SegmentOpener.of(head, key, Arrays.copyOf(first, SealedSize.HEADER));
    take(first);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] octets, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, octets.length);
    if (count == 0) {
      return 0;
    }
    while (position == plaintext.length) {
      if (nextSegment == head.segments().count()) {
        return -1;
      }
      take(nextSealed());
    }
    int some = Math.min(count, plaintext.length - position);
    System.arraycopy(plaintext, position, octets, offset, some);
    position += some;
    return some;
  }

  @Override
  public int available() {
    return plaintext.length - position;
  }

  @Override
  public void close() throws IOException {
    sealed.close();
  }

  private byte[] nextSealed() throws IOException {
    int expected = head.segments().length(nextSegment);
    byte[] segment = sealed.readNBytes(expected);
    if (segment.length < expected) {
      throw new ContentRefusedException(
          Fault.TRUNCATED, "the content ends in segment " + nextSegment);
    }
    if (nextSegment == head.segments().count() - 1 && sealed.read() >= 0) {
      throw new ContentRefusedException(Fault.APPENDED, "there are octets behind the content");
    }
    return segment;
  }

  private void take(byte[] segment) throws ContentRefusedException {
    byte[] padded = opener.open(nextSegment, segment);
    int content = (int) Math.clamp(length - opened, 0, padded.length);
    for (int i = content; i < padded.length; i++) {
      if (padded[i] != 0) {
        throw new ContentRefusedException(Fault.WRONG_PADDING, "the padding is not zeros");
      }
    }
    opened += padded.length;
    nextSegment++;
    digest.update(padded, 0, content);
    if (nextSegment == head.segments().count() && !Hash.of(digest.digest()).equals(sha256)) {
      throw new ContentRefusedException(
          Fault.WRONG_PLAINTEXT, "the plaintext is not the one that its author signed");
    }
    plaintext = content == padded.length ? padded : Arrays.copyOf(padded, content);
    position = 0;
  }
}
