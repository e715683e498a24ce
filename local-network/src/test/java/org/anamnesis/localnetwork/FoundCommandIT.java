package org.anamnesis.localnetwork;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.Ports;
import org.anamnesis.protocol.network.NetworkFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The containers' one-shot, as docker-compose.yml runs it. */
class FoundCommandIT {
  private static final String PASSPHRASE = "correct horse battery staple";

  @TempDir Path folder;
  private AnvilNode chain;
  private Path data;
  private Path given;

  @BeforeEach
  void startAChain() throws IOException {
    data = folder.resolve("founding");
    given = folder.resolve("given");
    chain = AnvilNode.everySecond(Ports.free(), Files.createDirectory(folder.resolve("chain")));
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
  }

  @AfterEach
  void stopTheChain() {
    chain.close();
  }

  @Test
  void givesEachServiceItsOwnKeysAndNoOthers() throws IOException {
    assertThat(found("http://127.0.0.1:8080")).isEqualTo(new Ran(0, ""));

    NetworkFile network = NetworkJson.read(data.resolve("network.json"));
    assertThat(network.gateways()).containsExactly(URI.create("http://127.0.0.1:8080"));
    assertThat(network.organisations().getFirst().name()).isEqualTo("Hospital");
    for (Service service : Service.values()) {
      Path own = given.resolve(service.module());
      assertThat(texts(own).keySet()).isEqualTo(Handover.files(service));
      assertThat(NetworkJson.read(own.resolve("network.json"))).isEqualTo(network);
    }
    assertThat(given.resolve("record-service/settings/anamnesis.acceptance.store"))
        .hasContent(network.stores().getFirst().id().hex());
    assertOwnersOnly();
    assertThat(
            KeyFile.read(
                    data.resolve("keys/registrar.p12"), new Passphrase(PASSPHRASE.toCharArray()))
                .participant())
        .isEqualTo(network.registrars().getFirst().participant());
  }

  @Test
  void changesNothingWhenRunAgainAndGivesWhatIsMissing() throws IOException {
    found("http://127.0.0.1:8080");
    Map<String, String> before = texts(folder);
    Files.delete(given.resolve("record-service/store.pem"));
    Files.delete(given.resolve("integrator-service/network.json"));

    assertThat(found("http://127.0.0.1:8080")).isEqualTo(new Ran(0, ""));

    assertThat(texts(folder)).isEqualTo(before);
  }

  @Test
  void beginsAnewWhenItBrokeOffBeforeTheNetworkFileWasWritten() {
    NetworkFolder broken = new NetworkFolder(data);
    NetworkFolder.create(data, broken.keys());
    try (EthereumNode node = JsonRpcNode.open(chain.rpc(), NodeTimeouts.USUAL)) {
      new Founding(node, new NetworkKeys(broken))
          .found(
              new Founding.Terms(
                  URI.create("http://127.0.0.1:1"),
                  "Nobody",
                  "Nobody",
                  new Passphrase("another passphrase".toCharArray())));
    }

    assertThat(found("http://127.0.0.1:8080")).isEqualTo(new Ran(0, ""));

    NetworkFile network = NetworkJson.read(data.resolve("network.json"));
    assertThat(
            KeyFile.read(
                    data.resolve("keys/registrar.p12"), new Passphrase(PASSPHRASE.toCharArray()))
                .participant())
        .isEqualTo(network.registrars().getFirst().participant());
  }

  @Test
  void refusesAnotherOriginAnotherNetworksFolderAndAShortPassphrase() throws IOException {
    Files.writeString(folder.resolve("passphrase"), "short\n");
    assertThat(found("http://127.0.0.1:8080").code()).isEqualTo(1);
    assertThat(data.resolve("network.json")).doesNotExist();
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    found("http://127.0.0.1:8080");

    Ran elsewhere = found("https://records.hospital.example");
    assertThat(elsewhere.code()).isEqualTo(5);
    assertThat(elsewhere.said()).contains("was founded for the origin http://127.0.0.1:8080");

    data = folder.resolve("another");
    Map<String, String> before = texts(given);
    Ran other = found("http://127.0.0.1:8080");
    assertThat(other.code()).isEqualTo(5);
    assertThat(other.said()).contains("has keys of another network");
    assertThat(texts(given)).isEqualTo(before);
  }

  private record Ran(int code, String said) {}

  private Ran found(String origin) {
    StringWriter err = new StringWriter();
    int code =
        LocalNetworkCommand.commandLine()
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(new StringWriter()))
            .execute(
                "found",
                "--chain=" + chain.rpc(),
                "--origin=" + origin,
                "--organisation=Hospital",
                "--registrar=First Registrar",
                "--passphrase-file=" + folder.resolve("passphrase"),
                "--data=" + data,
                "--give=" + given);
    return new Ran(code, err.toString());
  }

  private void assertOwnersOnly() throws IOException {
    for (Path root : List.of(data, given)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.endsWith("lock")) {
            assertThat(Files.getPosixFilePermissions(file))
                .as(file.toString())
                .isEqualTo(fromString("rw-------"));
          }
        }
      }
    }
  }

  /** Every file below a folder that the command writes, but the chain's, with what it holds. */
  private static Map<String, String> texts(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(root.resolve("chain")))
          .collect(
              Collectors.toMap(
                  file -> root.relativize(file).toString(),
                  FoundCommandIT::text,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
