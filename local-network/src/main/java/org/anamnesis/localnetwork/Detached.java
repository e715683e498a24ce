package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;

/** A launcher in the background, in a session of its own. */
final class Detached {
  private static final long POLL_MILLIS = 200;
  private static final int TAIL = 12;

  private Detached() {}

  /** Starts one and waits until its network is up or it has ended. */
  static void start(NetworkFolder folder, NetworkOptions options, String chain, boolean fresh) {
    if (FolderLock.isHeld(folder)) {
      throw new NetworkFailedException(
          Fault.RUNNING, "A network is running already on " + folder.path() + ".");
    }
    folder.create();
    Path log = folder.logs().resolve("network.log");
    try {
      Files.deleteIfExists(folder.running());
      Process launcher =
          new ProcessBuilder(command(folder, options, chain, fresh))
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (Running.find(folder).isEmpty()) {
        if (launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new NetworkFailedException(
              fault(launcher.exitValue()), "The network did not start:\n" + tail(log));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The network cannot be started in the background.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NetworkFailedException(Fault.PART, "Interrupted.", e);
    }
  }

  private static List<String> command(
      NetworkFolder folder, NetworkOptions options, String chain, boolean fresh) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Danamnesis.home=" + Checkout.home(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalNetworkCommand.class.getName(),
                "up",
                "--data=" + folder.path(),
                "--chain=" + chain,
                "--heap=" + options.heap(),
                "--services="
                    + options.services().stream()
                        .map(Service::name)
                        .collect(Collectors.joining(","))));
    if (options.hasPresignedUrls()) {
      command.add("--presigned-urls");
    }
    if (fresh) {
      command.add("--fresh");
    }
    return command;
  }

  private static Fault fault(int exitCode) {
    for (Fault fault : Fault.values()) {
      if (fault.exitCode() == exitCode) {
        return fault;
      }
    }
    return Fault.PART;
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }
}
