package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long a fresh network takes until it is ready, and what memory it has then. */
final class StartBench implements Benchmark {
  private final FreshNetwork networks;
  private final Path work;
  private final Sizes sizes;
  private Map<String, Double> memory = Map.of();

  StartBench(FreshNetwork networks, Path work, Sizes sizes) {
    this.networks = networks;
    this.work = work;
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    double[] seconds = Rounds.medians(sizes.rounds(), List.of(this::once));
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atMost(45, "start", seconds[0], "s", ""));
    memory.forEach(
        (name, mebibytes) -> figures.add(Figure.reported("memory-" + name, mebibytes, "MiB")));
    return figures;
  }

  private double once() throws IOException {
    Path folder = Files.createTempDirectory(work, "network-");
    long start = System.nanoTime();
    try (FreshNetwork.Started network = networks.start(folder)) {
      long end = System.nanoTime();
      Map<String, Double> now = new TreeMap<>();
      for (Map.Entry<String, Long> process : network.ground().processes().entrySet()) {
        now.put(process.getKey(), ResidentMemory.mebibytes(process.getValue()));
      }
      memory = now;
      return (end - start) / 1e9;
    }
  }
}
