package org.anamnesis.localnetwork;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import picocli.CommandLine;

/** Stops the network over a folder and waits until nothing of it is left. */
@CommandLine.Command(
    name = "down",
    description = "Stop the local network; its data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 120;

  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @Override
  public Integer call() throws Exception {
    NetworkFolder folder = data.folder();
    RunningNetwork network =
        Running.find(folder)
            .orElseThrow(() ->
                new NetworkFailedException(
                    Fault.RUNNING, "No network is running on " + folder.path() + "."));
    ProcessHandle launcher = ProcessHandle.of(network.process()).orElseThrow();
    launcher.destroy();
    launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return 0;
  }
}
