package org.anamnesis.client.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Copies long streams: the next piece is fetched and checked while the last one is taken. Fetched
 * on a platform thread, which the kernel wakes itself: a virtual one is woken by another thread
 * whenever it waited for the socket, and there are thousands of such times in a gigabyte. No
 * interrupt wakes it, so that the source is closed when the copying fails.
 */
final class Copying {
  private static final int PIECE = 1 << 20;

  /** Octets that are taken at once: few enough to stay in a core's own cache on their way. */
  private static final int SLICE = 64 << 10;

  private Copying() {}

  /** Where the octets go. */
  interface Sink {
    void take(byte[] octets, int offset, int length) throws IOException;
  }

  /**
   * Copies all of it, and says after each piece how many octets that were. The source is closed if
   * this fails.
   */
  static void of(InputStream in, Sink out, LongConsumer progress) throws IOException {
    try (ExecutorService fetching = Executors.newSingleThreadExecutor()) {
      byte[] piece = new byte[PIECE];
      byte[] spare = new byte[PIECE];
      int length = in.readNBytes(piece, 0, PIECE);
      while (length > 0) {
        byte[] into = spare;
        Future<Integer> next = fetching.submit(() -> in.readNBytes(into, 0, PIECE));
        try {
          give(piece, length, out);
          progress.accept(length);
          length = await(next);
        } catch (IOException | RuntimeException e) {
          close(in, e);
          throw e;
        }
        spare = piece;
        piece = into;
      }
    }
  }

  private static void give(byte[] piece, int length, Sink out) throws IOException {
    for (int from = 0; from < length; from += SLICE) {
      out.take(piece, from, Math.min(SLICE, length - from));
    }
  }

  private static void close(InputStream in, Exception failure) {
    try {
      in.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static int await(Future<Integer> next) throws IOException {
    try {
      return next.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new IllegalStateException("reading failed", e);
    }
  }
}
