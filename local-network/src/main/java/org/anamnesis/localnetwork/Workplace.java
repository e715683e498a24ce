package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final Path folder;
  private final NetworkStart starter;
  private final Set<Started> networks = new LinkedHashSet<>();
  private boolean closed;

  private Workplace(Path folder, NetworkStart starter) {
    this.folder = folder;
    this.starter = starter;
  }

  /** Starts a network over a folder. */
  interface NetworkStart {
    LocalNetwork over(Path folder);
  }

  static Workplace make(NetworkStart starter) {
    try {
      Workplace place = new Workplace(Files.createTempDirectory("anamnesis-bench-"), starter);
      Runtime.getRuntime().addShutdownHook(new Thread(place::close));
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for the bench's files cannot be made.", e);
    }
  }

  Path folder() {
    return folder;
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
    try {
      // Under another name, so that a bench that still runs makes no new files in it.
      Path left = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-left"));
      NetworkFolder.delete(left);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench's files cannot be deleted.", e);
    }
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
