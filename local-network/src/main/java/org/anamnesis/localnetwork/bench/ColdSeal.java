package org.anamnesis.localnetwork.bench;

import java.io.IOException;

/** A program that seals from its first instant on, and says how fast it was cold and warm. */
final class ColdSeal {
  private static final int BUFFER = 1 << 20;

  private ColdSeal() {}

  /** Takes milliseconds of a period; prints the ratio of the first to the fourth. */
  public static void main(String[] words) throws IOException {
    long period = Long.parseLong(words[0]) * 1_000_000;
    byte[] buffer = new byte[BUFFER];
    double cold = rate(buffer, period);
    rate(buffer, 2 * period);
    double warm = rate(buffer, period);
    System.out.println(cold / warm);
  }

  /** Buffers a second; a buffer that is begun is finished, and its whole time counts. */
  private static double rate(byte[] buffer, long nanos) throws IOException {
    long start = System.nanoTime();
    long buffers = 0;
    do {
      SealedBuffer.seal(buffer);
      buffers++;
    } while (System.nanoTime() - start < nanos);
    return buffers * 1e9 / (System.nanoTime() - start);
  }
}
