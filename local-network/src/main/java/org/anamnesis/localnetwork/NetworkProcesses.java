package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.anamnesis.localnetwork.bench.BenchGround;
import org.anamnesis.protocol.network.NetworkFile;

/** Finds the processes of a running network, whoever started it, by what they run. */
final class NetworkProcesses {
  private NetworkProcesses() {}

  /** The network and its processes. */
  static BenchGround ground(NetworkFolder folder, RunningNetwork running) {
    return new BenchGround(
        NetworkJson.parse(folder.read(folder.networkFile()), NetworkFile.class),
        running.chain(),
        folder.path(),
        running.objectStore(),
        of(folder, running.process()));
  }

  private static Map<String, Long> of(NetworkFolder folder, long launcher) {
    Map<String, Long> processes = new TreeMap<>();
    ProcessHandle.of(launcher).stream()
        .flatMap(ProcessHandle::children)
        .forEach(child -> name(command(child)).ifPresent(it -> processes.put(it, child.pid())));
    // Postgres is nobody's child: it is started by a program that ends.
    String pidFile = folder.read(folder.database().resolve("data/postmaster.pid"));
    processes.put("postgres", Long.parseLong(pidFile.lines().findFirst().orElseThrow().strip()));
    return processes;
  }

  private static Optional<String> name(String command) {
    // The shells that guard the others name no program of ours.
    if (command.contains("s3proxy.jar")) {
      return Optional.of("object-store");
    }
    if (command.contains("anvil") || command.contains("besu")) {
      return Optional.of("chain");
    }
    return Arrays.stream(Service.values())
        .map(Service::module)
        .filter(module -> command.contains("/" + module + "-"))
        .findFirst();
  }

  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("The processes of the network cannot be told apart.", e);
    }
  }
}
