package org.anamnesis.localnetwork;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.localparts.ChildProcess;
import org.anamnesis.localparts.Ports;

/**
 * The chain under a network.
 *
 * @param kind {@code anvil}, {@code besu} or {@code running}
 * @param rpc where its node answers JSON-RPC
 * @param process the node, unless it is somebody else's
 */
public record Chain(String kind, URI rpc, Optional<ChildProcess> process) implements AutoCloseable {
  private static final String ANVIL = "anvil";
  private static final String BESU = "besu";
  private static final String RUNNING = "running";

  /** Starts, or finds, the chain that is chosen; a folder stays with its kind of chain. */
  static Chain start(ChainChoice choice, NetworkFolder folder) {
    Optional<String> had = Optional.of(folder.chainKind()).filter(Files::exists).map(folder::read);
    String kind = kind(choice, had);
    if (had.isPresent() && !had.get().equals(kind)) {
      throw new NetworkFailedException(
          Fault.OTHER_NETWORK,
          "The data in %s belongs to a chain of the kind %s, not %s; use --fresh or another --data."
              .formatted(folder.path(), had.get(), kind));
    }
    Chain chain = start(kind, choice, folder, Ports.free());
    folder.write(folder.chainKind(), kind + "\n");
    return chain;
  }

  /** Starts a node of this machine again over what it kept, at the address that it had. */
  Chain startAgain(NetworkFolder folder) {
    if (process.isEmpty()) {
      throw new IllegalStateException("the chain's node is not ours to start");
    }
    return start(kind, new ChainChoice.Auto(), folder, rpc.getPort());
  }

  @Override
  public void close() {
    process.ifPresent(ChildProcess::close);
  }

  private static String kind(ChainChoice choice, Optional<String> had) {
    return switch (choice) {
      case ChainChoice.Auto auto ->
          had.orElseGet(() -> BesuNode.program().isPresent() ? BESU : ANVIL);
      case ChainChoice.Anvil anvil -> ANVIL;
      case ChainChoice.Besu besu -> BESU;
      case ChainChoice.Running running -> RUNNING;
    };
  }

  private static Chain start(String kind, ChainChoice choice, NetworkFolder folder, int port) {
    if (choice instanceof ChainChoice.Running running) {
      return new Chain(kind, running.rpc(), Optional.empty());
    }
    return switch (kind) {
      case ANVIL -> {
        AnvilNode node = AnvilNode.everySecond(port, folder.chain());
        yield new Chain(kind, node.rpc(), Optional.of(node.process()));
      }
      case BESU -> {
        BesuNode node = BesuNode.in(besu(), folder.chain(), port);
        yield new Chain(kind, node.rpc(), Optional.of(node.process()));
      }
      default ->
          throw new NetworkFailedException(
              Fault.OTHER_NETWORK,
              "The data in %s belongs to a node elsewhere; name it with --chain URL."
                  .formatted(folder.path()));
    };
  }

  private static Path besu() {
    return BesuNode.program()
        .orElseThrow(() ->
            new NetworkFailedException(
                Fault.PART, "There is no besu on the PATH and none in BESU_HOME."));
  }
}
