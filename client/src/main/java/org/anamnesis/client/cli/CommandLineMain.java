package org.anamnesis.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry. */
@Command(
    name = "anamnesis",
    description = "Health records that only their readers can read.",
    mixinStandardHelpOptions = true,
    version = "anamnesis 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something unexpected failed",
      "2:the command was not understood",
      "3:a service refused, and said why",
      "4:gateway or chain cannot be reached",
      "5:something is not what the chain or its author vouches for",
      "6:the operation was rejected, has expired, or is not anchored yet",
      "7:the key file cannot be used"
    },
    subcommands = {
      HelpCommand.class,
      KeysCommand.class,
      EnrolCommand.class,
      ParticipantCommand.class,
      RecordCommand.class,
      ConsentCommand.class,
      OperationCommand.class,
      AuditCommand.class,
      VerifyCommand.class
    })
public final class CommandLineMain implements Runnable {
  @Spec private CommandSpec spec;

  /** Set by picocli. */
  @SuppressWarnings("NullAway.Init")
  public CommandLineMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new CommandLineMain())
        .setExecutionStrategy(new CommandLine.RunLast())
        .setExecutionExceptionHandler(new Failures())
        .registerConverter(
            org.anamnesis.protocol.id.ParticipantId.class,
            org.anamnesis.protocol.id.ParticipantId::parse)
        .registerConverter(
            org.anamnesis.protocol.id.RecordId.class, org.anamnesis.protocol.id.RecordId::parse)
        .registerConverter(
            org.anamnesis.protocol.id.OperationId.class,
            org.anamnesis.protocol.id.OperationId::parse)
        .registerConverter(
            org.anamnesis.protocol.id.OrganisationId.class,
            org.anamnesis.protocol.id.OrganisationId::parse)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }
}
