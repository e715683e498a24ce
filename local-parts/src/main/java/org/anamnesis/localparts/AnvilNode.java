package org.anamnesis.localparts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Foundry's development chain under Osaka's rules, chain id 1337, gas price 0 and the gas cap of
 * EIP-7825. It is kinder than Besu: whatever works here only is not done.
 */
public final class AnvilNode implements AutoCloseable {
  /** The chain id of every chain started here. */
  public static final long CHAIN_ID = 1337;

  private final ChildProcess process;
  private final URI rpc;

  private AnvilNode(ChildProcess process, URI rpc) {
    this.process = process;
    this.rpc = rpc;
  }

  /**
   * A chain that mines a transaction at once and forgets everything at its end; its log goes to
   * {@code directory}.
   */
  public static AnvilNode instant(Path directory) {
    return start(Ports.free(), directory, List.of());
  }

  /**
   * A chain with a block every second, whose state stays in {@code directory} if it ends in good
   * order.
   */
  public static AnvilNode everySecond(int port, Path directory) {
    AnvilNode node =
        start(
            port,
            directory,
            List.of(
                "--timestamp=" + genesisTime(directory),
                "--state=" + directory.resolve("state.json"),
                "--state-interval=1"));
    // It mines nothing before: its clock stands at the genesis until it is set.
    AnvilRpc rpc = new AnvilRpc(node.rpc);
    rpc.call("evm_setTime", Instant.now(Clock.systemUTC()).getEpochSecond());
    rpc.call("evm_setIntervalMining", 1);
    return node;
  }

  /**
   * The genesis block's time, kept because Anvil makes that block anew at every start, and with
   * another time it would be another block.
   */
  private static long genesisTime(Path directory) {
    Path file = directory.resolve("genesis-time");
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        Files.writeString(file, Long.toString(Instant.now(Clock.systemUTC()).getEpochSecond()));
      }
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      throw new PartFailedException("The file " + file + " cannot be read or written.", e);
    }
  }

  private static AnvilNode start(int port, Path directory, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Parts.program("anvil").toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--chain-id=" + CHAIN_ID,
                "--hardfork=osaka",
                "--gas-limit=1000000000",
                "--gas-price=0",
                "--base-fee=0",
                "--disable-min-priority-fee",
                "--enable-tx-gas-limit",
                "--quiet"));
    command.addAll(more);
    ChildProcess process =
        ChildProcess.start("The Ethereum node", command, Map.of(), directory.resolve("anvil.log"));
    process.awaitReady(Duration.ofSeconds(30), () -> Ports.isOpen(port));
    return new AnvilNode(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Where it answers JSON-RPC. */
  public URI rpc() {
    return rpc;
  }

  /** The process, to kill or suspend. */
  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
