package org.anamnesis.protocol.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.anamnesis.protocol.id.Hash;

/**
 * Seals what is written to it and passes it on. Only {@link #finish} completes the content: a
 * stream that is closed before is cut off, and no reader will open it. Writes of 64 KiB and more
 * are sealed and hashed at the same time. Not safe for use by several threads.
 */
public final class SealingOutputStream extends OutputStream {
  private static final byte[] ZEROS = new byte[8192];

  private final OutputStream target;
  private final OutputStream sealing;
  private final SegmentHasher sealed = new SegmentHasher();
  private final PlaintextHash plaintext = new PlaintextHash();
  private long length;

  /**
   * Starts with the header, under a random salt.
   *
   * @param target what takes the sealed octets
   * @param key fresh, of this version alone
   * @param associated what the octets belong to
   * @throws IOException if the target does not take the header
   */
  public SealingOutputStream(OutputStream target, DataKey key, AssociatedData associated)
      throws IOException {
    this.target = target;
    try {
      this.sealing =
          Sealing.streaming(key)
              .newEncryptingStream(new Hashed(target, sealed), associated.octets());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int count) throws IOException {
    length += count;
    plaintext.begin(ByteBuffer.wrap(octets, offset, count));
    try {
      sealing.write(octets, offset, count);
    } finally {
      plaintext.await();
    }
  }

  /** Pads to the Padmé length and seals the last segment. The target stays open. */
  public Sealed finish() throws IOException {
    long missing = SealedSize.padded(length) - length;
    while (missing > 0) {
      int some = (int) Math.min(missing, ZEROS.length);
      sealing.write(ZEROS, 0, some);
      missing -= some;
    }
    sealing.close();
    return new Sealed(length, plaintext.finish(), sealed.finish());
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  /** Closes the target; it does not complete the content. */
  @Override
  public void close() throws IOException {
    target.close();
  }

  /**
   * What was sealed.
   *
   * @param plaintextLength octets before padding
   * @param plaintextSha256 of the octets before padding
   * @param segments the hashes of the sealed segments
   */
  public record Sealed(long plaintextLength, Hash plaintextSha256, SegmentHashes segments) {}

  /** Hashes what passes, and leaves the target open. */
  private static final class Hashed extends FilterOutputStream {
    private final SegmentHasher hasher;

    Hashed(OutputStream target, SegmentHasher hasher) {
      super(target);
      this.hasher = hasher;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      out.write(octets, offset, count);
      hasher.update(octets, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
