package org.anamnesis.localnetwork;

import java.net.URI;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.protocol.network.NetworkFile;

/** The network that a folder's network.json tells of: found again on its chain, or founded. */
final class FoundNetwork {
  private FoundNetwork() {}

  /**
   * Idempotent by network.json, which is written last.
   *
   * @param terms asked for only if the network is founded now
   * @throws NetworkFailedException if the chain at this address is not the folder's
   */
  static NetworkFile in(
      NetworkFolder folder, URI chain, Supplier<Founding.Terms> terms, Consumer<String> progress) {
    try (EthereumNode node = JsonRpcNode.open(chain, NodeTimeouts.USUAL)) {
      if (Files.exists(folder.networkFile())) {
        NetworkFile network = NetworkJson.read(folder.networkFile());
        NetworkIdentity.require(network, node, folder.path());
        progress.accept("The registry is at " + network.registry() + ", found again");
        return network;
      }
      NetworkFile network = new Founding(node, new NetworkKeys(folder)).found(terms.get());
      folder.write(folder.networkFile(), NetworkJson.text(network));
      progress.accept("The registry is at " + network.registry() + ", deployed now");
      return network;
    }
  }
}
