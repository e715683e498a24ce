package org.anamnesis.protocol.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.anamnesis.protocol.content.ContentRefusedException.Fault;
import org.anamnesis.protocol.id.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The plaintext of a whole sealed stream, without its padding. Each segment is checked before any
 * of its octets are given out, and the hash of all of it before the last ones are; the end of the
 * stream means that the content was complete. Not safe for use by several threads.
 */
public final class OpeningInputStream extends InputStream {
  /** Segments that are opened together, so that hashing their plaintext apart pays. */
  private static final int RUN = 16;

  private final InputStream sealed;
  private final SealedHead head;
  private final long length;
  private final Hash sha256;
  private final SegmentOpener opener;
  private final PlaintextHash hash = new PlaintextHash();
  private final byte[] segment;

  /** What is given out, and what the next run goes to while this one is still hashed. */
  private ByteBuffer plaintext;

  private ByteBuffer spare;
  private int nextSegment;
  private long opened;
  private @Nullable ContentRefusedException refused;

  /**
   * Checks key and hashes; reads the header.
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
    this.head = head;
    this.length = length;
    this.sha256 = sha256;
    head.check(key);
    long sealedLength = head.segments().sealedLength();
    if (length < 0 || SealedSize.sealed(length) != sealedLength) {
      throw new ContentRefusedException(
          Fault.WRONG_PADDING, "plaintext length and sealed length do not agree");
    }
    byte[] header = sealed.readNBytes(SealedSize.HEADER);
    this.opener = SegmentOpener.of(head, key, header);
    this.sealed = new SequenceInputStream(new ByteArrayInputStream(header), sealed);
    this.segment = new byte[(int) Math.min(SealedSize.SEGMENT, sealedLength)];
    int run = (int) Math.min((long) RUN * SealedSize.PLAINTEXT, sealedLength);
    this.plaintext = ByteBuffer.allocate(run).limit(0);
    this.spare = ByteBuffer.allocate(run);
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
    while (!plaintext.hasRemaining()) {
      if (refused != null) {
        throw refused;
      }
      if (nextSegment == head.segments().count()) {
        return -1;
      }
      try {
        openRun();
      } catch (ContentRefusedException e) {
        refused = e;
        throw e;
      }
    }
    int some = Math.min(count, plaintext.remaining());
    plaintext.get(octets, offset, some);
    return some;
  }

  @Override
  public int available() {
    return plaintext.remaining();
  }

  @Override
  public void close() throws IOException {
    sealed.close();
  }

  private void openRun() throws IOException {
    ByteBuffer run = spare.clear();
    int end = Math.min(nextSegment + RUN, head.segments().count());
    for (; nextSegment < end; nextSegment++) {
      opener.open(nextSegment, nextSealed(), run);
    }
    run.flip();
    int content = (int) Math.clamp(length - opened, 0, run.remaining());
    requireZeros(run.slice(content, run.limit() - content));
    opened += run.limit();
    run.limit(content);
    hash.begin(run);
    if (nextSegment == head.segments().count() && !hash.finish().equals(sha256)) {
      throw new ContentRefusedException(
          Fault.WRONG_PLAINTEXT, "the plaintext is not the one that its author signed");
    }
    spare = plaintext;
    plaintext = run;
  }

  private ByteBuffer nextSealed() throws IOException {
    int expected = head.segments().length(nextSegment);
    if (sealed.readNBytes(segment, 0, expected) < expected) {
      throw new ContentRefusedException(
          Fault.TRUNCATED, "the content ends in segment " + nextSegment);
    }
    if (nextSegment == head.segments().count() - 1 && sealed.read() >= 0) {
      throw new ContentRefusedException(Fault.APPENDED, "there are octets behind the content");
    }
    return ByteBuffer.wrap(segment, 0, expected);
  }

  private static void requireZeros(ByteBuffer padding) throws ContentRefusedException {
    while (padding.hasRemaining()) {
      if (padding.get() != 0) {
        throw new ContentRefusedException(Fault.WRONG_PADDING, "the padding is not zeros");
      }
    }
  }
}
