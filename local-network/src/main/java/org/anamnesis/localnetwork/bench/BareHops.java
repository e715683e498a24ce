package org.anamnesis.localnetwork.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A store behind as many processes as there are services before ours, each of which does nothing
 * but pass octets on: what is left of a GET when the services do nothing for it.
 */
final class BareHops implements AutoCloseable {
  private static final int HOPS = 2;

  private final List<Process> hops = new ArrayList<>();
  private final URI address;

  /** Starts them before a store. */
  BareHops(URI store) throws IOException {
    int port = store.getPort();
    try {
      for (int i = 0; i < HOPS; i++) {
        port = hop(port);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /** Where the store answers through all of them. */
  URI address() {
    return address;
  }

  private int hop(int to) throws IOException {
    Process hop = JavaProcess.start(BareHop.class, Integer.toString(to));
    hops.add(hop);
    BufferedReader said = hop.inputReader(StandardCharsets.UTF_8);
    String port = said.readLine();
    if (port == null) {
      throw new IOException("A process that passes octets on ended at its start.");
    }
    return Integer.parseInt(port);
  }

  @Override
  public void close() {
    hops.forEach(Process::destroy);
  }
}
