package org.anamnesis.localnetwork;

import java.io.PrintWriter;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Says what runs over a folder, and where. */
@CommandLine.Command(
    name = "status",
    description = "Say what runs.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_READY = 1;
  private static final int NOT_RUNNING = 4;

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** What {@code --json} prints. */
  record Status(boolean running, @Nullable RunningNetwork network, Map<Service, Boolean> ready) {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Optional<RunningNetwork> network = Running.find(data.folder());
    Map<Service, Boolean> ready = new EnumMap<>(Service.class);
    network.ifPresent(found ->
        found
            .services()
            .forEach((service, url) -> ready.put(service, ServiceProcess.isReady(url))));
    if (json) {
      out.println(NetworkJson.line(new Status(network.isPresent(), network.orElse(null), ready)));
    } else {
      network.ifPresentOrElse(
          found -> print(found, ready, out),
          () -> out.println("No network is running on " + data.folder().path() + "."));
    }
    out.flush();
    if (network.isEmpty()) {
      return NOT_RUNNING;
    }
    return ready.containsValue(false) ? NOT_READY : 0;
  }

  private static void print(RunningNetwork network, Map<Service, Boolean> ready, PrintWriter out) {
    line(out, "gateway", network.gateway(), "");
    network
        .services()
        .forEach((service, url) ->
            line(
                out,
                service.module(),
                url,
                Boolean.TRUE.equals(ready.get(service)) ? "ready" : "not ready"));
    line(out, "object store", network.objectStore(), "");
    line(out, "chain", network.chain(), network.chainKind());
    line(out, "database", URI.create("tcp://127.0.0.1:" + network.database()), "");
    out.println("network.json         " + network.networkFile());
  }

  private static void line(PrintWriter out, String name, URI url, String more) {
    out.println("%-20s %s  %s".formatted(name, url, more).stripTrailing());
  }
}
