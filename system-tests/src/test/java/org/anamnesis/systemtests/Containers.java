package org.anamnesis.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.anamnesis.localparts.Ports;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.systemtests.containers.Home;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.wait.strategy.Wait;

/** The network of docker-compose.yml, built and started by Testcontainers. */
final class Containers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final ComposeContainer compose;
  private final Path folder;

  private Containers(ComposeContainer compose, Path folder) {
    this.compose = compose;
    this.folder = folder;
  }

  /** Whether the system tests are to run on containers. */
  static boolean areWanted() {
    return System.getProperty("anamnesis.network", "local").equals("containers");
  }

  /** Whether they can be. */
  static boolean canRun() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /**
   * Builds the images, starts everything and waits until the gateway is ready.
   *
   * @param folder takes network.json and the registrar's keys
   */
  static Containers start(Path folder) {
    try {
      Process secrets =
          new ProcessBuilder(Home.folder().resolve("deploy/make-secrets").toString())
              .inheritIO()
              .start();
      if (secrets.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("deploy/make-secrets failed");
      }
      Containers containers = new Containers(compose(), folder);
      containers.compose.start();
      containers.fetchKeys();
      return containers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ComposeContainer compose() {
    int port = Ports.free();
    return new ComposeContainer(Home.folder().resolve("docker-compose.yml").toFile())
        .withBuild(true)
        .withEnv("COMPOSE_PROFILES", "minio")
        .withEnv("ANAMNESIS_PORT", Integer.toString(port))
        .withEnv("ANAMNESIS_ORIGIN", "http://127.0.0.1:" + port)
        .withStartupTimeout(PATIENCE)
        .waitingFor("gateway-service", Wait.forHealthcheck().withStartupTimeout(PATIENCE));
  }

  private void fetchKeys() throws IOException {
    Files.createDirectory(keys());
    fetch("network.json");
    fetch("keys/registrar.p12");
    Files.copy(
        Home.folder().resolve("deploy/secrets/registrar_passphrase"),
        keys().resolve("registrar.passphrase"));
  }

  /** What clients pin. */
  NetworkFile network() {
    return NetworkFile.read(
        folder.resolve("network.json"),
        StrictJson.mapper(
            () -> {
              throw new IllegalStateException("network.json holds no operations");
            },
            10_000));
  }

  /** Where the registrar's keys lie. */
  Path keys() {
    return folder.resolve("keys");
  }

  @Override
  public void close() {
    compose.stop();
  }

  private void fetch(String file) throws IOException {
    ContainerState founding = compose.getContainerByServiceName("founding").orElseThrow();
    Path target = folder.resolve(file);
    founding.copyFileFromContainer("/founding/" + file, octets -> Files.copy(octets, target));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
  }
}
