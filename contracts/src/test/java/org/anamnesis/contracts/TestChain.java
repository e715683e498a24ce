package org.anamnesis.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.localparts.Ports;

/**
 * A chain of its own for a test class, with Osaka's rules and the cap of EIP-7825: Anvil, which
 * mines each transaction at once, or with {@code -Danamnesis.chain=besu} the Besu of this machine.
 */
public final class TestChain implements AutoCloseable {
  private final AutoCloseable process;
  private final URI rpc;
  private final EthereumNode node;

  private TestChain(AutoCloseable process, URI rpc) {
    this.process = process;
    this.rpc = rpc;
    this.node = JsonRpcNode.open(rpc, NodeTimeouts.USUAL);
  }

  /** Starts a chain. */
  public static TestChain start() {
    if (System.getProperty("anamnesis.chain", "anvil").equals("besu")) {
      return besu();
    }
    return anvil();
  }

  /** Starts Anvil, whatever is asked for: for what needs its controls. */
  public static TestChain anvil() {
    AnvilNode anvil = AnvilNode.instant(folder());
    return new TestChain(anvil, anvil.rpc());
  }

  /** Starts the Besu of this machine. */
  public static TestChain besu() {
    Path program = BesuNode.program().orElseThrow();
    BesuNode besu = BesuNode.in(program, folder(), Ports.free());
    return new TestChain(besu, besu.rpc());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("chain");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers JSON-RPC. */
  public URI rpc() {
    return rpc;
  }

  /** The client of it. */
  public EthereumNode node() {
    return node;
  }

  /** An account that sends to it. */
  public Account account(AccountKey key) {
    return new Account(node, key, Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    node.close();
    try {
      process.close();
    } catch (Exception e) {
      throw new IllegalStateException("the chain does not end", e);
    }
  }
}
