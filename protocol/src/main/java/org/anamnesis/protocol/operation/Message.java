package org.anamnesis.protocol.operation;

import java.util.Arrays;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.MalformedOperation.Fault;
import org.anamnesis.protocol.word.WordWriter;

/**
 * The octets that are signed: {@code "anamnesis/v1" ‖ kind ‖ chainId ‖ registry ‖ fields…}
 * (PROTOCOL.md section 2), 8 to 17 words.
 */
public final class Message {
  /** The label that every message begins with. */
  public static final String DOMAIN = "anamnesis/v1";

  private static final int HEADER_WORDS = 4;

  private final Operation operation;
  private final byte[] octets;

  private Message(Operation operation, byte[] octets) {
    this.operation = operation;
    this.octets = octets;
  }

  static Message compose(Operation operation, Registry registry) {
    Ranges.check(operation);
    WordWriter out = new WordWriter().label(DOMAIN).number(operation.kind()).registry(registry);
    Fields.write(operation, out);
    return new Message(operation, out.octets());
  }

  /**
   * Decodes a message that must be for this registry.
   *
   * @throws MalformedOperation if it breaks a rule of PROTOCOL.md sections 1 and 2
   */
  public static Message parse(byte[] octets, Registry registry) {
    byte[] header = header(octets, registry);
    WordReader in = new WordReader(octets);
    in.word();
    int number = kindNumber(in);
    Kind kind =
        Numbered.find(Kind.class, number)
            .orElseThrow(() ->
                new MalformedOperation(Fault.UNKNOWN_KIND, "no operation has kind " + number));
    if (octets.length != (HEADER_WORDS + kind.fields()) * Bytes32.SIZE) {
      throw new MalformedOperation(
          Fault.WRONG_NUMBER_OF_WORDS,
          kind
              + " has "
              + (HEADER_WORDS + kind.fields())
              + " words, found "
              + octets.length
              + " octets");
    }
    byte[] claimed = Arrays.copyOfRange(octets, 2 * Bytes32.SIZE, HEADER_WORDS * Bytes32.SIZE);
    if (!Arrays.equals(claimed, header)) {
      throw new MalformedOperation(
          Fault.WRONG_REGISTRY, "the operation is for another chain or registry");
    }
    in.word();
    in.word();
    Operation operation = Fields.read(kind, in);
    Ranges.check(operation);
    return new Message(operation, octets.clone());
  }

  private static byte[] header(byte[] octets, Registry registry) {
    if (octets.length < HEADER_WORDS * Bytes32.SIZE || octets.length % Bytes32.SIZE != 0) {
      throw new MalformedOperation(
          Fault.WRONG_NUMBER_OF_WORDS, "a message is at least four whole words of 32 octets");
    }
    byte[] domain = new WordWriter().label(DOMAIN).octets();
    if (!Arrays.equals(octets, 0, Bytes32.SIZE, domain, 0, Bytes32.SIZE)) {
      throw new MalformedOperation(Fault.WRONG_DOMAIN, "not a message of " + DOMAIN);
    }
    return new WordWriter().registry(registry).octets();
  }

  private static int kindNumber(WordReader in) {
    try {
      return in.u8("kind");
    } catch (MalformedOperation e) {
      throw new MalformedOperation(Fault.UNKNOWN_KIND, "no operation has such a kind");
    }
  }

  /** What the message says. */
  public Operation operation() {
    return operation;
  }

  /** A copy of the octets, the input of ES256. */
  public byte[] octets() {
    return octets.clone();
  }

  /** A copy of the words after the header: what a frame carries. */
  public byte[] fields() {
    return Arrays.copyOfRange(octets, HEADER_WORDS * Bytes32.SIZE, octets.length);
  }

  /** SHA-256 of the octets. */
  public OperationId id() {
    return new OperationId(Hash.sha256(octets).value());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return operation.kind() + " " + id();
  }
}
