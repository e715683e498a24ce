package org.anamnesis.protocol.word;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;

/**
 * Writes words one after the other (PROTOCOL.md section 1). A value wider than its width is an
 * {@link IllegalArgumentException}.
 */
public final class WordWriter {
  private final ByteArrayOutputStream words = new ByteArrayOutputStream(17 * Bytes32.SIZE);

  /** An ASCII label of at most 32 octets, right-padded. */
  public WordWriter label(String label) {
    byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
    if (ascii.length > Bytes32.SIZE) {
      throw new IllegalArgumentException("a label has at most 32 octets");
    }
    words.writeBytes(ascii);
    words.writeBytes(new byte[Bytes32.SIZE - ascii.length]);
    return this;
  }

  /** A u8, checked. */
  public WordWriter u8(long value) {
    return narrow(value, 8);
  }

  /** A u32, checked. */
  public WordWriter u32(long value) {
    return narrow(value, 32);
  }

  /** A u64; the long is taken as unsigned. */
  public WordWriter u64(long value) {
    words.writeBytes(new byte[Bytes32.SIZE - Long.BYTES]);
    for (int shift = 56; shift >= 0; shift -= 8) {
      words.write((int) (value >>> shift));
    }
    return this;
  }

  /** A number of a table, as u8. */
  public WordWriter number(Numbered value) {
    return u8(value.number());
  }

  /** A word as it is. */
  public WordWriter word(Bytes32 word) {
    words.writeBytes(word.bytes());
    return this;
  }

  /** Whole words as they are. */
  public WordWriter words(byte[] octets) {
    if (octets.length % Bytes32.SIZE != 0) {
      throw new IllegalArgumentException("not whole words");
    }
    words.writeBytes(octets);
    return this;
  }

  /** An id or hash. */
  public WordWriter id(Id id) {
    return word(id.value());
  }

  /** A point, as two words. */
  public WordWriter point(PublicPoint point) {
    return word(point.x()).word(point.y());
  }

  /** An address, left-padded. */
  public WordWriter address(EthereumAddress address) {
    words.writeBytes(new byte[Bytes32.SIZE - 20]);
    words.writeBytes(address.bytes());
    return this;
  }

  /** Chain id and address, as two words. */
  public WordWriter registry(Registry registry) {
    return u64(registry.chainId()).address(registry.address());
  }

  /** Octets right-padded with zeros to whole words. */
  public WordWriter padded(byte[] octets) {
    words.writeBytes(octets);
    words.writeBytes(new byte[Math.floorMod(-octets.length, Bytes32.SIZE)]);
    return this;
  }

  /** SHA-256 of what was written so far. */
  public Hash sha256() {
    return Hash.sha256(words.toByteArray());
  }

  /** What was written so far. */
  public byte[] octets() {
    return words.toByteArray();
  }

  private WordWriter narrow(long value, int bits) {
    if (value >>> bits != 0) {
      throw new IllegalArgumentException("a value is wider than " + bits + " bits");
    }
    return u64(value);
  }
}
