package org.anamnesis.localnetwork;

import java.io.PrintWriter;
import org.anamnesis.localparts.PartFailedException;
import picocli.CommandLine;

/** The words of the script that are about the local network. */
@CommandLine.Command(
    name = "anamnesis",
    description = "The local network.",
    subcommands = {UpCommand.class, StatusCommand.class, DownCommand.class, DemoCommand.class},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done; for status: it runs and is ready",
      "1:a part or a service does not start, or the build failed",
      "2:a word or option that is none",
      "3:JDK, Maven or Node is missing or too old",
      "4:a network runs already, or (status, down) none runs",
      "5:the data belong to another chain or registry",
      "6:a port that must stay the same is in use"
    })
final class LocalNetworkCommand {
  private LocalNetworkCommand() {}

  /** Runs one word. */
  public static void main(String[] words) {
    System.exit(commandLine().execute(words));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new LocalNetworkCommand());
    commandLine.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line));
    return commandLine;
  }

  private static int report(Exception failure, CommandLine line) {
    PrintWriter err = line.getErr();
    int code =
        switch (failure) {
          case NetworkFailedException network -> network.fault().exitCode();
          default -> 1;
        };
    err.println("anamnesis: " + failure.getMessage());
    if (!(failure instanceof NetworkFailedException) && !(failure instanceof PartFailedException)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }
}
