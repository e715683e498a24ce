package org.anamnesis.localnetwork;

import java.nio.file.Path;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.protocol.network.NetworkFile;

/** Tells whether a chain is the one that a network.json was written on. */
final class NetworkIdentity {
  private NetworkIdentity() {}

  /** The hash of the block that a chain began with. */
  static String genesis(EthereumNode node) {
    return node.block(0).orElseThrow().hash().text();
  }

  /** Refuses a chain that is another one, or has no such registry. */
  static void require(NetworkFile network, EthereumNode node, Path folder) {
    if (node.chainId() != network.chainId() || !genesis(node).equals(network.genesisHash())) {
      throw new NetworkFailedException(
          Fault.OTHER_NETWORK,
          "The data in %s belongs to another chain (chain id %d, genesis %s); use --fresh or another --data."
              .formatted(folder, network.chainId(), network.genesisHash()));
    }
    if (node.code(network.registry()).bytes().length == 0 || !codeOf(network, node)) {
      throw new NetworkFailedException(
          Fault.OTHER_NETWORK,
          "The data in %s belongs to a registry at %s that this chain does not have; use --fresh or another --data."
              .formatted(folder, network.registry()));
    }
  }

  private static boolean codeOf(NetworkFile network, EthereumNode node) {
    String hash = "0x" + new RegistryContract(node, network.registry()).codeHash().hex();
    return hash.equals(network.registryCodeHash());
  }
}
