package org.anamnesis.localnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as processes, without the services. */
class UpAndDownIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void upDetachedStaysUntilDown() throws Exception {
    assertThat(run("status").exitCode()).isEqualTo(4);
    assertThat(run("down").output()).contains("No network is running on");
    Ended up = run("up", "--detach", "--services=");
    assertThat(up.output()).contains("The network is up: http://127.0.0.1:");
    assertThat(up.exitCode()).isZero();
    assertThat(run("status").output()).contains("gateway", "chain", "network.json");
    assertThat(run("status", "--json").output()).contains("\"running\":true");
    Ended second = run("up", "--detach", "--services=");
    assertThat(second.exitCode()).isEqualTo(4);
    assertThat(second.output()).contains("A network is running already on");
    List<ProcessHandle> all = family(running().process());
    assertThat(all).hasSizeGreaterThan(2);

    assertThat(run("down").exitCode()).isZero();

    assertAllEnd(all);
    assertThat(run("status").exitCode()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void nothingOutlivesTheLauncher(String signal) throws Exception {
    assertThat(run("up", "--detach", "--services=").exitCode()).isZero();
    long launcher = running().process();
    List<ProcessHandle> all = family(launcher);

    new ProcessBuilder("bash", "-c", "kill -" + signal + " " + launcher).start().waitFor();

    assertAllEnd(all);
    assertThat(run("up", "--detach", "--services=").exitCode()).isZero();
    assertThat(run("down").exitCode()).isZero();
  }

  @Test
  void saysInOneSentenceWhatIsNoChain() throws Exception {
    Ended up = run("up", "--chain=nonsense");
    assertThat(up.exitCode()).isEqualTo(2);
    assertThat(up.output()).contains("A chain is auto, anvil, besu or the http URL of a node");
  }

  private RunningNetwork running() {
    return Running.find(new NetworkFolder(folder)).orElseThrow();
  }

  private List<ProcessHandle> family(long launcher) throws IOException {
    Path pidFile = folder.resolve("postgres/data/postmaster.pid");
    long postgres = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    ProcessHandle top = ProcessHandle.of(launcher).orElseThrow();
    return Stream.concat(
            Stream.of(top, ProcessHandle.of(postgres).orElseThrow()), top.descendants())
        .toList();
  }

  private static void assertAllEnd(List<ProcessHandle> all) throws Exception {
    for (ProcessHandle process : all) {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Ended run(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A build in the background passes an ignored SIGINT on to its children.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalNetworkCommand.class.getName()));
    command.addAll(List.of(words));
    command.add("--data=" + folder);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private record Ended(int exitCode, String output) {}
}
