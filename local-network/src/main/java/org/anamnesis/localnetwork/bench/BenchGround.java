package org.anamnesis.localnetwork.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * A local network that is up.
 *
 * @param network what clients pin
 * @param chain the node's JSON-RPC
 * @param folder where the network's data lies
 * @param objectStore S3
 * @param processes of the services, the object store, the node and Postgres, by name
 */
public record BenchGround(
    NetworkFile network, URI chain, Path folder, URI objectStore, Map<String, Long> processes) {
  /** Copies the processes. */
  public BenchGround {
    processes = Map.copyOf(processes);
  }

  long process(String name) {
    Long process = processes.get(name);
    if (process == null) {
      throw new IllegalStateException("The network runs no " + name + ".");
    }
    return process;
  }

  Path keys() {
    return folder.resolve("keys");
  }

  Path storeSettings() {
    return folder.resolve("objects/s3proxy.properties");
  }
}
