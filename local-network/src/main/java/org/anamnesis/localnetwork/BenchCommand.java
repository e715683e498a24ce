package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.localnetwork.bench.Bench;
import org.anamnesis.localnetwork.bench.BenchGround;
import org.anamnesis.localnetwork.bench.Sizes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Measures, on the network that is up or on one of its own. */
@CommandLine.Command(
    name = "bench",
    description = {
      "Measure how fast it is, beside the plainest thing that does the same.",
      "On the network that is up; or else on one of its own, which is deleted at the end unless --data says where it stays."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every target is met",
      "4:the network that is up limits requests, or is in the way of timing a start",
      "8:a target is missed"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int MISSED = 8;
  private static final int MEBI = 1 << 20;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String START = "start";

  /** A bench is one busy person at one address; the usual limits are for people. */
  private static final Map<String, String> WITHOUT_LIMITS =
      Map.of("anamnesis.limits.address", "100000", "anamnesis.limits.participant", "100000");

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "start, seal, seal-cold, get, audited, large, anchor; all unless given.")
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

  private @Nullable BenchGround ground;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Set<String> chosen = new LinkedHashSet<>(names.isEmpty() ? Bench.names() : names);
    for (String name : chosen) {
      require(Bench.names().contains(name), "There is no benchmark " + name + ".");
    }
    require(rounds >= 1 && rounds <= 99, "--rounds is 1 to 99.");
    require(large >= 1 && large <= 16 * 1024, "--large is 1 to 16384 MiB.");
    Optional<RunningNetwork> up = Running.find(data.folder());
    if (up.isPresent() && chosen.contains(START)) {
      throw new NetworkFailedException(
          Fault.RUNNING,
          "A start is timed while no network is up: end the one on %s with ./anamnesis down, or name other benchmarks."
              .formatted(data.folder().path()));
    }
    try (Workplace place = Workplace.make(BenchCommand::start)) {
      Sizes sizes = small ? Sizes.tiny() : Sizes.full(rounds, (long) large * MEBI);
      boolean met =
          new Bench(place, place.folder(), sizes).run(chosen, () -> ground(up, place), out(), json);
      return met ? 0 : MISSED;
    } catch (RuntimeException e) {
      throw saidAsALimit(e);
    }
  }

  /** The network that is up, or one that is started when it is first needed. */
  private BenchGround ground(Optional<RunningNetwork> up, Workplace place) {
    BenchGround known = ground;
    if (known == null) {
      known =
          up.map(running -> NetworkProcesses.ground(data.folder(), running))
              .orElseGet(() -> place.start(ownFolder(place)).ground());
      ground = known;
    }
    return known;
  }

  /** What a bench puts is of no use to anybody, so it stays only where that was asked for. */
  private Path ownFolder(Workplace place) {
    return data.isGiven() ? data.folder().path() : place.folder().resolve("network");
  }

  private static LocalNetwork start(Path folder) {
    return LocalNetwork.start(
        NetworkOptions.in(folder).with(Service.GATEWAY, WITHOUT_LIMITS).presignedUrls(),
        false,
        line -> {});
  }

  /** That the network of a user limits requests is no fault of this program. */
  static RuntimeException saidAsALimit(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException refused
          && refused.problem().status() == TOO_MANY_REQUESTS) {
        return new NetworkFailedException(
            Fault.RUNNING,
            "The network that is up limits requests; end it with ./anamnesis down, and bench starts one of its own.",
            failure);
      }
    }
    return failure;
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
