package org.anamnesis.localnetwork.bench;

import java.nio.file.Path;

/** Starts networks of their own, to time it. */
public interface FreshNetwork {
  /** Starts one over a folder and waits until it is ready. */
  Started start(Path folder);

  /** A network that was started. */
  interface Started extends AutoCloseable {
    /** The network. */
    BenchGround ground();

    /** Ends it. */
    @Override
    void close();
  }
}
