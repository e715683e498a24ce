package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs benchmarks by name, one after the other. */
public final class Bench {
  /**
   * A start is timed first, while no other network is up. Anchoring comes last: it leaves the
   * development chain with so many operations that it takes a part of a core while nothing happens.
   */
  private static final List<String> NAMES =
      List.of("start", "seal", "seal-cold", "get", "audited", "large", "anchor");

  private final FreshNetwork networks;
  private final Path work;
  private final Sizes sizes;

  /**
   * Benchmarks of these sizes.
   *
   * @param networks starts networks to be timed
   * @param work a folder that is there, for files of any size
   */
  public Bench(FreshNetwork networks, Path work, Sizes sizes) {
    this.networks = networks;
    this.work = work;
    this.sizes = sizes;
  }

  /** Every benchmark, in the order in which they run. */
  public static List<String> names() {
    return NAMES;
  }

  /** A network that is up, started when it is first asked for. */
  public interface Up {
    /** The network. */
    BenchGround ground();
  }

  /**
   * Runs these, in the order of {@link #names}.
   *
   * @return whether each figure met its target
   */
  public boolean run(Set<String> chosen, Up up, PrintWriter out, boolean json) throws IOException {
    FigureTable table = new FigureTable(out, json);
    Set<String> inOrder = new LinkedHashSet<>(NAMES);
    inOrder.retainAll(chosen);
    for (String name : inOrder) {
      benchmark(name, up).run().forEach(table::add);
    }
    return table.allMet();
  }

  private Benchmark benchmark(String name, Up up) {
    return switch (name) {
      case "seal" -> new SealBench(sizes);
      case "seal-cold" -> new ColdSealBench(sizes);
      case "get" -> new GetBench(up.ground(), work, sizes);
      case "audited" -> new AuditedBench(up.ground(), work, sizes);
      case "large" -> new LargeBench(up.ground(), work, sizes);
      case "anchor" -> new AnchorBench(up.ground(), work, sizes);
      case "start" -> new StartBench(networks, work, sizes);
      default -> throw new IllegalArgumentException("There is no benchmark " + name + ".");
    };
  }
}
