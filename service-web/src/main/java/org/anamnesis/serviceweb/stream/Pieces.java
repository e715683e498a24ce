package org.anamnesis.serviceweb.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes a stream on in whole pieces. */
public final class Pieces {
  /** Octets of a piece, and of a connection's buffers. */
  public static final int SIZE = 64 * 1024;

  private Pieces() {}

  /** Passes all of it on; returns how many octets that were. */
  public static long pass(InputStream in, OutputStream out) throws IOException {
    byte[] piece = new byte[SIZE];
    long passed = 0;
    for (int n = in.readNBytes(piece, 0, SIZE); n > 0; n = in.readNBytes(piece, 0, SIZE)) {
      out.write(piece, 0, n);
      passed += n;
    }
    return passed;
  }
}
