package org.anamnesis.localparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftBehindIT {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void noPartOutlivesItsParentHoweverThatEnds(String signal) throws Exception {
    Process parent = parent();
    List<ProcessHandle> parts = parts(parent);

    send(signal, parent);

    awaitEndOf(parent, parts);
  }

  @Test
  void neitherDoesOneThatIsHalted() throws Exception {
    Process parent = parent();
    List<ProcessHandle> parts = parts(parent);
    parts.forEach(part -> Signals.suspend(part.pid()));

    send("KILL", parent);

    awaitEndOf(parent, parts);
  }

  private Process parent() throws Exception {
    return new ProcessBuilder(
            // A build in the background passes an ignored SIGINT on to its children.
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            folder.toString())
        .inheritIO()
        .start();
  }

  private List<ProcessHandle> parts(Process parent) throws Exception {
    Path started = folder.resolve("pids");
    while (!Files.exists(started)) {
      assertThat(parent.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
    }
    return Arrays.stream(Files.readString(started).split(" "))
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .toList();
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("bash", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
  }

  private static void awaitEndOf(Process parent, List<ProcessHandle> parts) throws Exception {
    assertThat(parent.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle part : parts) {
      part.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(parts).hasSize(3).noneMatch(ProcessHandle::isAlive);
  }

  /** Starts one of each and waits for ever. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
      ObjectStore objects = ObjectStore.start(folder.resolve("objects"));
      AnvilNode chain = AnvilNode.instant(folder.resolve("chain"));
      String pids =
          "%d %d %d".formatted(postgres.pid(), objects.process().pid(), chain.process().pid());
      Files.writeString(folder.resolve("pids.next"), pids);
      Files.move(folder.resolve("pids.next"), folder.resolve("pids"));
      Thread.currentThread().join();
    }
  }
}
