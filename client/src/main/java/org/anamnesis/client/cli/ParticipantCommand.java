package org.anamnesis.client.cli;

import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.directory.VerifiedParticipant;
import org.anamnesis.protocol.id.ParticipantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks participants up, and sets their status as a registrar. */
@Command(
    name = "participant",
    description = "People in the directory.",
    mixinStandardHelpOptions = true)
final class ParticipantCommand {
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows a participant, checked up to a pinned registrar and against the contract.")
  void show(@Mixin Connection connection, @Parameters(paramLabel = "ID") ParticipantId id) {
    try (Anamnesis client = connection.open()) {
      VerifiedParticipant person = client.people().find(id);
      connection
          .output()
          .show(
              Output.fields(
                  "participant",
                  id.hex(),
                  "role",
                  person.role(),
                  "status",
                  person.status(),
                  "organisation",
                  person.organisation().hex()));
    }
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Sets a participant's status, as the registrar: ${COMPLETION-CANDIDATES}")
  void status(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") ParticipantId id,
      @Parameters(paramLabel = "STATUS", description = "${COMPLETION-CANDIDATES}")
          ParticipantStatus status) {
    try (Anamnesis client = connection.open()) {
      OperationStatus accepted =
          Enrolments.setStatus(id, status, client.keys(), client.operations());
      OperationStatus anchored = OperationCommand.anchored(client, accepted);
      connection.output().show(OperationCommand.fields(anchored));
    }
  }
}
