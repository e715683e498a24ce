package org.anamnesis.contracts.registry;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Kind;

/**
 * An operation of any words, damaged ones included, written from PROTOCOL.md and not with the
 * protocol's own classes, which would refuse to make it.
 */
record Operation(Kind kind, List<Bytes32> fields) {
  static Operation of(Kind kind, Object... fields) {
    List<Bytes32> words = new ArrayList<>();
    for (Object field : fields) {
      switch (field) {
        case PublicPoint point -> words.addAll(List.of(point.x(), point.y()));
        default -> words.add(word(field));
      }
    }
    return new Operation(kind, List.copyOf(words));
  }

  static Bytes32 word(Object value) {
    return switch (value) {
      case Bytes32 word -> word;
      case Id id -> id.value();
      case EthereumAddress address -> number(new BigInteger(1, address.bytes()));
      case BigInteger number -> number(number);
      case Integer number -> number(BigInteger.valueOf(number));
      case Long number -> number(new BigInteger(Long.toUnsignedString(number)));
      default -> throw new IllegalArgumentException("no word: " + value.getClass());
    };
  }

  /** The same operation with another word in one field. */
  Operation with(int field, Object value) {
    List<Bytes32> changed = new ArrayList<>(fields);
    changed.set(field, word(value));
    return new Operation(kind, List.copyOf(changed));
  }

  byte[] message(Registry registry) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        Arrays.copyOf("anamnesis/v1".getBytes(StandardCharsets.US_ASCII), Bytes32.SIZE));
    message.writeBytes(word(kind.number()).bytes());
    message.writeBytes(word(registry.chainId()).bytes());
    message.writeBytes(word(registry.address()).bytes());
    fields.forEach(field -> message.writeBytes(field.bytes()));
    return message.toByteArray();
  }

  OperationId id(Registry registry) {
    return OperationId.of(sha256(message(registry)));
  }

  /** The frame with the signatures of these keys. */
  List<Bytes32> frame(Registry registry, SigningKey... signers) {
    List<Bytes32> signatures = new ArrayList<>();
    for (SigningKey signer : signers) {
      byte[] octets = signer.sign(message(registry)).octets();
      signatures.add(Bytes32.of(Arrays.copyOfRange(octets, 0, Bytes32.SIZE)));
      signatures.add(Bytes32.of(Arrays.copyOfRange(octets, Bytes32.SIZE, octets.length)));
    }
    return frame(signatures);
  }

  /** The frame with these words in the place of signatures. */
  List<Bytes32> frame(List<Bytes32> signatures) {
    List<Bytes32> frame = new ArrayList<>();
    frame.add(head(kind.number(), fields.size() + signatures.size()));
    frame.addAll(fields);
    frame.addAll(signatures);
    return List.copyOf(frame);
  }

  static Bytes32 head(int kind, int words) {
    return word((long) words << 8 | kind);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes32 number(BigInteger number) {
    byte[] octets = number.toByteArray();
    byte[] word = new byte[Bytes32.SIZE];
    int length = Math.min(octets.length, Bytes32.SIZE);
    System.arraycopy(octets, octets.length - length, word, Bytes32.SIZE - length, length);
    return Bytes32.of(word);
  }
}
