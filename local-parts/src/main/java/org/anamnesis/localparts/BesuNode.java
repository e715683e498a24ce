package org.anamnesis.localparts;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A QBFT network of one validator, by the Besu that is on the PATH or in BESU_HOME. Its genesis and
 * key are made by Besu itself at the first start.
 */
public final class BesuNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String KEY = "key";
  private static final Map<String, String> ENVIRONMENT = Map.of("BESU_OPTS", "-Xmx1g");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final URI rpc;
  private final ChildProcess process;

  private BesuNode(Path besu, Path folder, int port) {
    rpc = URI.create("http://127.0.0.1:" + port);
    createIfMissing(besu, folder);
    process =
        ChildProcess.start(
            "Besu",
            command(besu, folder, port, Ports.free()),
            ENVIRONMENT,
            folder.resolve("besu.log"));
  }

  /** The Besu of this machine, if there is one. */
  public static Optional<Path> program() {
    return Optional.ofNullable(System.getenv("BESU_HOME"))
        .map(home -> Path.of(home, "bin", "besu"))
        .filter(Files::isExecutable)
        .or(BesuNode::onPath);
  }

  /** The chain that is kept in this folder; its first block comes some seconds later. */
  public static BesuNode in(Path besu, Path folder, int port) {
    BesuNode node = new BesuNode(besu, folder, port);
    node.process.awaitReady(PATIENCE, () -> Ports.isOpen(port));
    return node;
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

  /** What {@code besu operator generate-blockchain-config} reads: all but the validator. */
  static String configuration() {
    return """
    {
      "genesis": {
        "config": {
          "chainId": %d,
          "berlinBlock": 0,
          "londonBlock": 0,
          "zeroBaseFee": true,
          "shanghaiTime": 0,
          "cancunTime": 0,
          "pragueTime": 0,
          "osakaTime": 0,
          "contractSizeLimit": 24576,
          "qbft": {
            "blockperiodseconds": 1,
            "epochlength": 30000,
            "requesttimeoutseconds": 4
          }
        },
        "nonce": "0x0",
        "timestamp": "0x0",
        "gasLimit": "0x3938700",
        "difficulty": "0x1",
        "mixHash": "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
        "coinbase": "0x0000000000000000000000000000000000000000",
        "alloc": {}
      },
      "blockchain": {
        "nodes": {
          "generate": true,
          "count": 1
        }
      }
    }
    """
        .formatted(AnvilNode.CHAIN_ID);
  }

  static List<String> command(Path besu, Path folder, int port, int peerPort) {
    return List.of(
        besu.toString(),
        "--data-path=" + folder.resolve("data"),
        "--genesis-file=" + folder.resolve("network/genesis.json"),
        "--node-private-key-file=" + folder.resolve("network").resolve(KEY),
        "--sync-mode=FULL",
        "--min-gas-price=0",
        "--p2p-host=127.0.0.1",
        "--p2p-interface=127.0.0.1",
        "--p2p-port=" + peerPort,
        "--discovery-enabled=false",
        "--rpc-http-enabled",
        "--rpc-http-host=127.0.0.1",
        "--rpc-http-port=" + port,
        "--rpc-http-api=ETH,NET,WEB3,QBFT,TXPOOL,DEBUG",
        "--host-allowlist=localhost,127.0.0.1",
        "--tx-pool-max-future-by-sender=10000",
        "--tx-pool-max-prioritized=20000",
        "--tx-pool-layer-max-capacity=200000000",
        "--tx-pool-enable-save-restore=true",
        "--revert-reason-enabled",
        "--logging=INFO");
  }

  private static void createIfMissing(Path besu, Path folder) {
    Path network = folder.resolve("network");
    if (Files.exists(network)) {
      return;
    }
    try {
      Files.createDirectories(folder, OWNER_ONLY);
      Path fresh = Files.createTempDirectory(folder, "network-");
      Files.writeString(folder.resolve("qbft.json"), configuration());
      generate(besu, folder, fresh.resolve("files"));
      takeKey(fresh.resolve("files"));
      Files.move(fresh.resolve("files"), network, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(fresh);
    } catch (IOException e) {
      throw new PartFailedException(
          "The files of Besu's network cannot be made in " + folder + ".", e);
    }
  }

  private static void takeKey(Path files) throws IOException {
    try (Stream<Path> keys = Files.walk(files.resolve("keys"))) {
      Path key = keys.filter(file -> file.endsWith(KEY)).findFirst().orElseThrow();
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.move(key, files.resolve(KEY), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void generate(Path besu, Path folder, Path fresh) throws IOException {
    List<String> command =
        List.of(
            besu.toString(),
            "operator",
            "generate-blockchain-config",
            "--config-file=" + folder.resolve("qbft.json"),
            "--private-key-file-name=" + KEY,
            "--to=" + fresh);
    Path log = folder.resolve("besu-genesis.log");
    Process generation =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (generation.onExit().join().exitValue() != 0) {
      throw new PartFailedException("Besu cannot make a network's files; see " + log + ".");
    }
  }

  private static Optional<Path> onPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "besu"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
