package org.anamnesis.localnetwork;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.localparts.ChildProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Starts a network and stays until it is told to end, or starts one in the background. */
@CommandLine.Command(
    name = "up",
    description = "Start the local network; Ctrl-C or `down` ends it.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Option(names = "--fresh", description = "Forget the data first.")
  private boolean fresh;

  @CommandLine.Option(
      names = "--chain",
      paramLabel = "auto|anvil|besu|URL",
      defaultValue = "auto",
      description = "What to stand on; auto is Besu if there is one, otherwise Anvil.")
  private String chain = "auto";

  @CommandLine.Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "256m",
      description = "Most heap of each service (default: ${DEFAULT-VALUE}).")
  private String heap = "256m";

  @CommandLine.Option(
      names = "--presigned-urls",
      description = "Let readers fetch straight from the object store for 30 s after a GET.")
  private boolean presignedUrls;

  @CommandLine.Option(
      names = "--services",
      split = ",",
      paramLabel = "SERVICE",
      description = "Start these only; --services= starts none.")
  private @Nullable List<String> services;

  @CommandLine.Option(names = "--detach", description = "Return once it is up.")
  private boolean detach;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = out();
    NetworkOptions options = options();
    if (detach) {
      Detached.start(data.folder(), options, chain, fresh);
      RunningNetwork network = Running.find(data.folder()).orElseThrow();
      print(network, out);
      return 0;
    }
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> askAndWait(asked, closed)));
    try (LocalNetwork network = LocalNetwork.start(options, fresh, line -> say(out, line))) {
      print(network.describe(), out);
      say(out, "Ctrl-C ends it.");
      stay(network, asked);
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private NetworkOptions options() {
    try {
      NetworkOptions options =
          NetworkOptions.in(data.folder().path()).on(ChainChoice.parse(chain)).heap(heap);
      NetworkOptions allowing = presignedUrls ? options.presignedUrls() : options;
      return services == null ? allowing : allowing.only(chosen(services));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(commandLine(), e.getMessage(), e);
    }
  }

  private static Set<Service> chosen(List<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .map(name -> Service.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void stay(LocalNetwork network, CountDownLatch asked) throws InterruptedException {
    while (!asked.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      Optional<ChildProcess> ended = network.ended();
      if (ended.isPresent()) {
        throw new NetworkFailedException(
            Fault.PART,
            "%s has ended; the network is stopped. Its log: %s"
                .formatted(ended.get().name(), ended.get().log()));
      }
    }
  }

  private static void askAndWait(CountDownLatch asked, CountDownLatch closed) {
    asked.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(RunningNetwork network, PrintWriter out) {
    say(out, "The network is up: " + network.gateway());
    say(out, "network.json: " + network.networkFile());
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
