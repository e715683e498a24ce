package org.anamnesis.contracts.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.localparts.AnvilNode;

/** A development chain of its own for a test class: Osaka's rules, the cap of EIP-7825 included. */
final class Anvil implements AutoCloseable {
  private final AnvilNode process;
  private final EthereumNode node;

  private Anvil(AnvilNode process, EthereumNode node) {
    this.process = process;
    this.node = node;
  }

  /** Starts a chain that mines each transaction at once. */
  static Anvil start() {
    try {
      AnvilNode process = AnvilNode.instant(Files.createTempDirectory("anvil"));
      return new Anvil(process, JsonRpcNode.open(process.rpc(), NodeTimeouts.USUAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI rpc() {
    return process.rpc();
  }

  EthereumNode node() {
    return node;
  }

  Account account(AccountKey key) {
    return new Account(node, key, Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    node.close();
    process.close();
  }
}
