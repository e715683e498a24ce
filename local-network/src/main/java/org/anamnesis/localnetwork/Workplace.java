package org.anamnesis.localnetwork;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.anamnesis.localnetwork.bench.BenchGround;
import org.anamnesis.localnetwork.bench.FreshNetwork;

/**
 * What a bench leaves nothing of: a folder for files of any size, and the networks that it starts.
 * Ctrl-C takes them away as well, from a thread of its own while the bench still runs, so that only
 * one thread at a time starts or ends any of it.
 */
final class Workplace implements FreshNetwork, AutoCloseable {
  private final ScratchFolder scratch;
  private final NetworkStart starter;
  private final Set<Started> networks = new LinkedHashSet<>();
  private boolean closed;

  private Workplace(ScratchFolder scratch, NetworkStart starter) {
    this.scratch = scratch;
    this.starter = starter;
  }

  /** Starts a network over a folder. */
  interface NetworkStart {
    LocalNetwork over(Path folder);
  }

  static Workplace make(NetworkStart starter) {
    Workplace place = new Workplace(ScratchFolder.make("bench"), starter);
    Runtime.getRuntime().addShutdownHook(new Thread(place::close));
    return place;
  }

  Path folder() {
    return scratch.path();
  }

  @Override
  public synchronized Started start(Path over) {
    if (closed) {
      throw new IllegalStateException("The bench has ended.");
    }
    Started network = new Own(starter.over(over));
    networks.add(network);
    return network;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Set.copyOf(networks).forEach(Started::close);
    scratch.close();
  }

  private final class Own implements Started {
    private final LocalNetwork network;

    Own(LocalNetwork network) {
      this.network = network;
    }

    @Override
    public BenchGround ground() {
      return NetworkProcesses.ground(network.folder(), network.describe());
    }

    @Override
    public void close() {
      synchronized (Workplace.this) {
        if (networks.remove(this)) {
          network.close();
        }
      }
    }
  }
}
