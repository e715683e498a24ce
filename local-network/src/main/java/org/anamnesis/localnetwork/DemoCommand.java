package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anamnesis.localnetwork.demo.Demo;
import org.anamnesis.localnetwork.demo.DemoGround;
import org.anamnesis.protocol.network.NetworkFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs the main job on synthetic patients, on the network that is up or on one of its own. */
@CommandLine.Command(
    name = "demo",
    description = "Run the main job on synthetic patients.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every check held", "8:a check did not hold"})
final class DemoCommand implements Callable<Integer> {
  private static final int NOT_HELD = 8;

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int patients = 3;

  @CommandLine.Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "The same seed makes the same patients (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  @CommandLine.Option(names = "--json", description = "One JSON object for each check.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (patients < 1) {
      throw new CommandLine.ParameterException(commandLine(), "A demo needs a patient or more.");
    }
    NetworkFolder folder = data.folder();
    Optional<RunningNetwork> running = Running.find(folder);
    if (running.isPresent()) {
      NetworkFile network = NetworkJson.parse(folder.read(folder.networkFile()), NetworkFile.class);
      return tell(folder, network, running.get().chain());
    }
    try (LocalNetwork network =
        LocalNetwork.start(NetworkOptions.in(folder.path()), false, this::say)) {
      return tell(folder, network.network(), network.chain().rpc());
    }
  }

  private int tell(NetworkFolder folder, NetworkFile network, URI chain) throws IOException {
    try (ScratchFolder work = ScratchFolder.make("demo")) {
      Runtime.getRuntime().addShutdownHook(new Thread(work::close));
      boolean held =
          Demo.tell(
              new DemoGround(
                  network,
                  chain,
                  folder.keys(),
                  folder.objects().resolve("buckets"),
                  Checkout.home().resolve("synthetic-patients/target/synthetic-patients.jar"),
                  work.path(),
                  folder.logs().resolve("synthea.log")),
              patients,
              seed,
              out(),
              json);
      return held ? 0 : NOT_HELD;
    }
  }

  private void say(String line) {
    if (!json) {
      out().println(line);
      out().flush();
    }
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
