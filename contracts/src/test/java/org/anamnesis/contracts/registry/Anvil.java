package org.anamnesis.contracts.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.awaitility.Awaitility;

/** A development chain of its own for a test class: Osaka's rules, the cap of EIP-7825 included. */
final class Anvil implements AutoCloseable {
  static final long CHAIN_ID = 1337;

  private final Process process;
  private final EthereumNode node;

  private Anvil(Process process, EthereumNode node) {
    this.process = process;
    this.node = node;
  }

  /** Starts a chain that mines each transaction at once. */
  static Anvil start() {
    int port = freePort();
    try {
      Process process =
          new ProcessBuilder(
                  binary().toString(),
                  "--host=127.0.0.1",
                  "--port=" + port,
                  "--chain-id=" + CHAIN_ID,
                  "--hardfork=osaka",
                  "--gas-limit=1000000000",
                  "--gas-price=0",
                  "--base-fee=0",
                  "--disable-min-priority-fee",
                  "--enable-tx-gas-limit",
                  "--silent")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      EthereumNode node =
          JsonRpcNode.open(URI.create("http://127.0.0.1:" + port), NodeTimeouts.USUAL);
      Anvil anvil = new Anvil(process, node);
      anvil.awaitAnswer();
      return anvil;
    } catch (IOException e) {
      throw new UncheckedIOException("Anvil does not start", e);
    }
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
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(ChainUnavailableException.class)
        .until(() -> node.chainId() == CHAIN_ID);
  }

  private static Path binary() {
    return List.of("linux-amd64", "linux-arm64", "darwin-arm64", "darwin-amd64").stream()
        .map(
            platform -> Path.of("node_modules", "@foundry-rs", "anvil-" + platform, "bin", "anvil"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("run `npm ci` in contracts/ first"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
