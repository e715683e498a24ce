package org.anamnesis.localnetwork;

import java.io.PrintWriter;
import org.anamnesis.client.gateway.GatewayUnavailableException;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.anamnesis.localparts.PartFailedException;
import picocli.CommandLine;

/** The words of the script that are about the local network. */
@CommandLine.Command(
    name = "anamnesis",
    description = "The local network.",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      DemoCommand.class,
      BenchCommand.class,
      FoundCommand.class
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
    err.println("anamnesis: " + failure.getMessage());
    if (!isSaidByItsSentence(failure)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof NetworkFailedException network ? network.fault().exitCode() : 1;
  }

  /** A part that is not there; everything else is a fault of this program. */
  private static boolean isSaidByItsSentence(Exception failure) {
    return failure instanceof NetworkFailedException
        || failure instanceof PartFailedException
        || failure instanceof GatewayUnavailableException
        || failure instanceof ChainUnavailableException;
  }
}
