package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.anamnesis.localnetwork.bench.Bench;
import org.anamnesis.localnetwork.bench.BenchGround;
import org.anamnesis.localnetwork.bench.FreshNetwork;
import org.anamnesis.localnetwork.bench.Sizes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Measures, on the network that is up or on one of its own. */
@CommandLine.Command(
    name = "bench",
    description = "Measure how fast it is, beside the plainest thing that does the same.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every target is met", "8:a target is missed"})
final class BenchCommand implements Callable<Integer> {
  private static final int MISSED = 8;
  private static final int MEBI = 1 << 20;

  /** A bench is one busy person at one address; the usual limits are for people. */
  private static final Map<String, String> WITHOUT_LIMITS =
      Map.of("anamnesis.limits.address", "100000", "anamnesis.limits.participant", "100000");

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "start, seal, seal-cold, anchor, large, get, audited; all unless given.")
  private List<String> names = new ArrayList<>();

  @CommandLine.Option(names = "--json", description = "One JSON object for each figure.")
  private boolean json;

  @CommandLine.Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "The median of so many is taken (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @CommandLine.Option(
      names = "--large",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "Size of the large record (default: ${DEFAULT-VALUE} MiB).")
  private int large = 1024;

  @CommandLine.Option(
      names = "--small",
      description = "Tiny sizes, once: shows that it runs, not how fast.")
  private boolean small;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Set<String> chosen = new LinkedHashSet<>(names.isEmpty() ? Bench.names() : names);
    for (String name : chosen) {
      require(Bench.names().contains(name), "There is no benchmark " + name + ".");
    }
    require(rounds >= 1 && rounds <= 99, "--rounds is 1 to 99.");
    require(large >= 1 && large <= 16 * 1024, "--large is 1 to 16384 MiB.");
    Path work = Files.createTempDirectory("anamnesis-bench-");
    try (Network network = new Network()) {
      Sizes sizes = small ? Sizes.tiny() : Sizes.full(rounds, (long) large * MEBI);
      boolean met =
          new Bench(BenchCommand::fresh, work, sizes).run(chosen, network::ground, out(), json);
      return met ? 0 : MISSED;
    } finally {
      NetworkFolder.delete(work);
    }
  }

  /** The network that is up, or one that is started when it is first needed. */
  private final class Network implements AutoCloseable {
    private @Nullable BenchGround ground;
    private FreshNetwork.@Nullable Started own;

    BenchGround ground() {
      BenchGround known = ground;
      if (known == null) {
        Optional<RunningNetwork> running = Running.find(data.folder());
        if (running.isEmpty()) {
          own = fresh(data.folder().path());
        }
        known =
            running
                .map(up -> NetworkProcesses.ground(data.folder(), up))
                .orElseGet(() -> Objects.requireNonNull(own).ground());
        ground = known;
      }
      return known;
    }

    @Override
    public void close() {
      FreshNetwork.Started started = own;
      if (started != null) {
        started.close();
      }
    }
  }

  private static FreshNetwork.Started fresh(Path folder) {
    LocalNetwork network =
        LocalNetwork.start(
            NetworkOptions.in(folder).with(Service.GATEWAY, WITHOUT_LIMITS).presignedUrls(),
            false,
            line -> {});
    return new FreshNetwork.Started() {
      @Override
      public BenchGround ground() {
        return NetworkProcesses.ground(network.folder(), network.describe());
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new CommandLine.ParameterException(commandLine(), rule);
    }
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
