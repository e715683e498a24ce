package org.anamnesis.client.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.consent.ConsentTerms;
import org.anamnesis.client.consent.Consents;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Grants, refuses, withdraws and lists consents. */
@Command(
    name = "consent",
    description = "Who may read and write your records.",
    mixinStandardHelpOptions = true)
final class ConsentCommand {
  static final class Scope {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "ID",
        description = "The person concerned.")
    ParticipantId grantee;

    @Option(
        names = "--record",
        paramLabel = "ID",
        description = "One record; default: all of yours.")
    @Nullable RecordId record;

    @Option(
        names = "--patient",
        paramLabel = "ID",
        description = "For whom you sign as a delegate; default: yourself.")
    @Nullable ParticipantId patient;

    @Option(
        names = "--permission",
        split = ",",
        defaultValue = "READ",
        description = "${COMPLETION-CANDIDATES} (default: READ)")
    List<Permission> permissions;

    @Option(
        names = "--purpose",
        split = ",",
        defaultValue = "TREAT",
        description = "${COMPLETION-CANDIDATES} (default: TREAT)")
    List<Purpose> purposes;

    @SuppressWarnings("NullAway.Init")
    Scope() {}
  }

  @Command(
      name = "grant",
      mixinStandardHelpOptions = true,
      description =
          "Lets a person read or write, and wraps the keys of the records in scope for them.")
  int grant(
      @Mixin Connection connection,
      @Mixin Scope scope,
      @Option(names = "--days", description = "How long; default: until withdrawn.")
          @Nullable Integer days) {
    return give(connection, scope, Effect.ALLOW, days);
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description =
          "Withdraws what was granted, or with --deny refuses it whatever else is granted.")
  int revoke(
      @Mixin Connection connection,
      @Mixin Scope scope,
      @Option(names = "--deny", description = "Refuse, rather than withdraw.") boolean deny) {
    return give(connection, scope, deny ? Effect.DENY : Effect.NONE, null);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists your consents in force or to come.")
  void list(@Mixin Connection connection) {
    try (Anamnesis client = connection.open()) {
      List<Map<String, Object>> rows =
          client.consents().list().stream()
              .map(entry ->
                  Output.fields(
                      "grantee",
                      entry.grantee().hex(),
                      "record",
                      entry.record().isZero() ? "all" : entry.record().hex(),
                      "effect",
                      entry.effect(),
                      "permissions",
                      entry.permissions().values(),
                      "purposes",
                      entry.purposes().values(),
                      "notAfter",
                      entry.notAfter()))
              .toList();
      connection.output().list(rows, "No consents.");
    }
  }

  private static int give(
      Connection connection, Scope scope, Effect effect, @Nullable Integer days) {
    try (Anamnesis client = connection.open()) {
      long now = client.operations().now();
      ConsentTerms terms =
          new ConsentTerms(
              scope.patient == null ? client.keys().participant() : scope.patient,
              scope.grantee,
              scope.record == null ? RecordId.ZERO : scope.record,
              Permissions.of(scope.permissions),
              Purposes.of(scope.purposes),
              effect,
              0,
              days == null ? Operation.FOREVER : now + Duration.ofDays(days).toSeconds());
      Consents.Decided decided = client.consents().decide(terms, wrapped -> {});
      List<String> refused = decided.refused().stream().map(RecordId::hex).toList();
      refused.forEach(record ->
          connection
              .output()
              .warn("The key of record " + record + " was not handed over: it is refused."));
      Map<String, Object> fields =
          OperationCommand.fields(OperationCommand.anchored(client, decided.operation()));
      if (refused.isEmpty()) {
        connection.output().show(fields);
        return CommandLine.ExitCode.OK;
      }
      fields.put("refused", refused);
      connection.output().show(fields);
      return Failures.NOT_VOUCHED_FOR;
    }
  }
}
