package org.anamnesis.protocol.operation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.word.WordWriter;

/**
 * One operation as the contract is given it: {@code head ‖ fields… ‖ signatures…} (PROTOCOL.md
 * section 4). Anybody may put any words on the chain, so a frame read back need not be an
 * operation.
 */
public final class Frame {
  private static final int COUNT_SHIFT = 8;
  private static final int MAX_WORDS = 0xffff;

  private final byte[] words;

  private Frame(byte[] words) {
    this.words = words;
  }

  /** The frame of an operation. */
  public static Frame of(SignedOperation operation) {
    return of(operation.operation().kind(), operation.message().fields(), operation.signatures());
  }

  /**
   * The frame of an operation whose parts were kept apart: fields are the words after the message's
   * header.
   */
  public static Frame of(Kind kind, byte[] fields, List<Signature> signatures) {
    int octets = fields.length + signatures.size() * Signature.SIZE;
    long head = ((long) octets / Bytes32.SIZE) << COUNT_SHIFT | kind.number();
    ByteBuffer frame = ByteBuffer.allocate(Bytes32.SIZE + octets);
    frame.position(Bytes32.SIZE - Long.BYTES);
    frame.putLong(head).put(fields);
    signatures.forEach(s -> frame.put(s.octets()));
    return new Frame(frame.array());
  }

  /**
   * The frames of a batch one after the other, as the contract takes them. A rest that no head
   * accounts for makes one last frame.
   */
  public static List<Frame> split(byte[] words) {
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    while (from + Bytes32.SIZE <= words.length) {
      long head = ByteBuffer.wrap(words, from + Bytes32.SIZE - Long.BYTES, Long.BYTES).getLong();
      long count = head >>> COUNT_SHIFT & MAX_WORDS;
      int to = (int) Math.min(words.length, from + (count + 1) * Bytes32.SIZE);
      frames.add(new Frame(java.util.Arrays.copyOfRange(words, from, to)));
      from = to;
    }
    return frames;
  }

  /** A copy of the frame's words, the head first. */
  public byte[] words() {
    return words.clone();
  }

  /** The operation, if the frame is one of this registry. */
  public Optional<SignedOperation> operation(Registry registry) {
    WordReader in = new WordReader(words);
    try {
      long head = in.u64("head");
      if (head >>> (COUNT_SHIFT + 16) != 0) {
        return Optional.empty();
      }
      return Numbered.find(Kind.class, head & 0xff).flatMap(kind -> read(kind, registry));
    } catch (MalformedOperation e) {
      return Optional.empty();
    }
  }

  private Optional<SignedOperation> read(Kind kind, Registry registry) {
    int fields = kind.fields() * Bytes32.SIZE;
    if (words.length != Bytes32.SIZE + fields + kind.signatures() * Signature.SIZE) {
      return Optional.empty();
    }
    byte[] header = new WordWriter().label(Message.DOMAIN).number(kind).registry(registry).octets();
    byte[] message =
        ByteBuffer.allocate(header.length + fields)
            .put(header)
            .put(words, Bytes32.SIZE, fields)
            .array();
    List<Signature> signatures = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(words).position(Bytes32.SIZE + fields);
    while (rest.hasRemaining()) {
      byte[] signature = new byte[Signature.SIZE];
      rest.get(signature);
      signatures.add(Signature.of(signature));
    }
    return Optional.of(new SignedOperation(Message.parse(message, registry), signatures));
  }
}
