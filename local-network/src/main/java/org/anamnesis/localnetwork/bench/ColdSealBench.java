package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sealing in the first second of a JVM, beside the same JVM when it is warm. */
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
    Process child = JavaProcess.start(ColdSeal.class, Long.toString(sizes.period().toMillis()));
    try (var said = child.getInputStream()) {
      return Double.parseDouble(new String(said.readAllBytes(), StandardCharsets.UTF_8).strip());
    } finally {
      child.destroy();
    }
  }
}
