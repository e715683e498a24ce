package org.anamnesis.protocol.operation;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.MalformedOperation.Fault;

/** Reads words one after the other; an over-wide one is refused, never truncated. */
final class WordReader {
  private final ByteBuffer words;

  WordReader(byte[] words) {
    this.words = ByteBuffer.wrap(words);
  }

  Bytes32 word() {
    byte[] word = new byte[Bytes32.SIZE];
    words.get(word);
    return Bytes32.of(word);
  }

  <T> T id(Function<Bytes32, T> type) {
    return type.apply(word());
  }

  long u64(String field) {
    for (int i = 0; i < Bytes32.SIZE - Long.BYTES; i++) {
      if (words.get() != 0) {
        throw outOfRange(field + " is wider than 64 bits");
      }
    }
    return words.getLong();
  }

  long u32(String field) {
    return narrow(field, 32);
  }

  int u8(String field) {
    return (int) narrow(field, 8);
  }

  <E extends Enum<E> & Numbered> E number(String field, Class<E> table) {
    Optional<E> value = Numbered.find(table, u8(field));
    return value.orElseThrow(
        () -> outOfRange(field + " has a number that its table does not have"));
  }

  <T> T mask(String field, int bits, Function<Long, T> type) {
    return checked(field, () -> type.apply(narrow(field, bits)));
  }

  PublicPoint point(String field) {
    Bytes32 x = word();
    Bytes32 y = word();
    return checked(field, () -> new PublicPoint(x, y));
  }

  private long narrow(String field, int bits) {
    long value = u64(field);
    if (value >>> bits != 0) {
      throw outOfRange(field + " is wider than " + bits + " bits");
    }
    return value;
  }

  private static <T> T checked(String field, java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw outOfRange(field + ": " + e.getMessage());
    }
  }

  private static MalformedOperation outOfRange(String detail) {
    return new MalformedOperation(Fault.FIELD_OUT_OF_RANGE, detail);
  }
}
