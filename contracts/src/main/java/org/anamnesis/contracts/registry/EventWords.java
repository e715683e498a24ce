package org.anamnesis.contracts.registry;

import java.math.BigInteger;
import java.util.Arrays;
import org.anamnesis.contracts.chain.ChainLog;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;

/** Reads an event's words in order: first the indexed ones, then the others. */
final class EventWords {
  private static final int ADDRESS_AT = 12;

  private final ChainLog log;
  private final byte[] data;
  private int topic = 1;
  private int offset;

  EventWords(ChainLog log) {
    this.log = log;
    this.data = log.data().bytes();
  }

  Bytes32 indexed() {
    return log.topics().get(topic++);
  }

  OperationId operation() {
    return new OperationId(indexed());
  }

  EthereumAddress indexedAddress() {
    byte[] word = indexed().bytes();
    return new EthereumAddress(Octets.of(Arrays.copyOfRange(word, ADDRESS_AT, word.length)).hex());
  }

  Bytes32 word() {
    if (offset + Bytes32.SIZE > data.length) {
      throw new IllegalArgumentException("the event ends after " + data.length + " octets");
    }
    Bytes32 word = Bytes32.of(Arrays.copyOfRange(data, offset, offset + Bytes32.SIZE));
    offset += Bytes32.SIZE;
    return word;
  }

  PublicPoint point() {
    Bytes32 x = word();
    return new PublicPoint(x, word());
  }

  Hash hash() {
    return new Hash(word());
  }

  ParticipantId participant() {
    return new ParticipantId(word());
  }

  OrganisationId organisation() {
    return new OrganisationId(word());
  }

  StoreId store() {
    return new StoreId(word());
  }

  /** An unsigned number of at most 64 bits. */
  long number() {
    BigInteger value = new BigInteger(1, word().bytes());
    if (value.bitLength() > Long.SIZE) {
      throw new IllegalArgumentException("a number of the event has more than 64 bits");
    }
    return value.longValue();
  }

  <E extends Enum<E> & Numbered> E in(Class<E> table) {
    return Numbered.of(table, number());
  }
}
