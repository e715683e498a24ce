package org.anamnesis.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The same octets a number of times, without holding them that often. */
final class Repeated implements Iterator<byte[]> {
  private final byte[] piece;
  private int left;

  Repeated(byte[] piece, int times) {
    this.piece = piece;
    this.left = times;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public byte[] next() {
    if (left-- <= 0) {
      throw new NoSuchElementException();
    }
    return piece;
  }
}
