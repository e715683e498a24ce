package org.anamnesis.ledger.follow;

import org.anamnesis.contracts.chain.BlockHash;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.ledger.index.FollowedRegistries;
import org.anamnesis.ledger.index.FollowedRegistry;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;

/** The one network that this service follows, and the refusal of every other. */
final class FollowedNetwork {
  private final FollowedRegistry expected;
  private final Hash codeHash;
  private final EthereumNode node;
  private final FollowedRegistries registries;

  FollowedNetwork(
      FollowedRegistry expected, Hash codeHash, EthereumNode node, FollowedRegistries registries) {
    this.expected = expected;
    this.codeHash = codeHash;
    this.node = node;
    this.registries = registries;
  }

  /** The block that the registry was deployed in: nothing of it is earlier. */
  long firstBlock() {
    return expected.block();
  }

  /**
   * Makes an empty database this network's.
   *
   * @throws OtherNetworkException if it has followed another
   */
  void claimDatabase() {
    FollowedRegistry found = registries.claim(expected);
    if (!found.equals(expected)) {
      throw new OtherNetworkException(
          "This database has followed the registry "
              + describe(found.registry(), found.genesisHash())
              + ", and the network file names the registry "
              + describe(expected.registry(), expected.genesisHash())
              + ".",
          "Give each network a database of its own; or drop the schema ledger, and the index is built anew from the chain.");
    }
  }

  /**
   * Makes sure that the node is one of this network.
   *
   * @throws OtherNetworkException if it is not
   */
  void checkNode() {
    Registry found = new Registry(node.chainId(), expected.registry().address());
    BlockHash genesis =
        node.block(0)
            .orElseThrow(() -> new IllegalStateException("the node has no block 0"))
            .hash();
    if (!found.equals(expected.registry()) || !genesis.equals(expected.genesisHash())) {
      throw new OtherNetworkException(
          "The Ethereum node is of the chain "
              + found.chainId()
              + " with genesis "
              + genesis
              + ", and the network file names the chain "
              + expected.registry().chainId()
              + " with genesis "
              + expected.genesisHash()
              + ".",
          "Check anamnesis.chain.url and anamnesis.network-file.");
    }
    if (node.head().number() >= expected.block()
        && !new RegistryContract(node, expected.registry().address()).codeHash().equals(codeHash)) {
      throw new OtherNetworkException(
          "The code at "
              + expected.registry().address()
              + " is not the registry's that the network file names.",
          "Check anamnesis.network-file; it is given out by the consortium.");
    }
  }

  private static String describe(Registry registry, BlockHash genesis) {
    return registry.address() + " on the chain " + registry.chainId() + " with genesis " + genesis;
  }
}
