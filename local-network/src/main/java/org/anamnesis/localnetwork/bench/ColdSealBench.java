package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sealing in the first second of a JVM, beside the same JVM when it is warm. It is given the
 * options of this one, which are those of every command.
 */
final class ColdSealBench implements Benchmark {
  private final Sizes sizes;

  ColdSealBench(Sizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    double[] ratio = Rounds.medians(sizes.rounds(), List.of(this::once));
    return List.of(Figure.atLeast(0.25, "seal-cold", ratio[0], "ratio", ""));
  }

  private double once() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ColdSeal.class.getName());
    command.add(Long.toString(sizes.period().toMillis()));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var said = child.getInputStream()) {
      return Double.parseDouble(new String(said.readAllBytes(), StandardCharsets.UTF_8).strip());
    } finally {
      child.destroy();
    }
  }
}
