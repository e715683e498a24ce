package org.anamnesis.client.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.audit.AuditPage;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the trail. */
@Command(
    name = "audit",
    description = "Who read, wrote and consented.",
    mixinStandardHelpOptions = true)
final class AuditCommand {
  static final class About {
    @Option(names = "--record", paramLabel = "ID")
    @Nullable RecordId record;

    @Option(names = "--patient", paramLabel = "ID")
    @Nullable ParticipantId patient;

    @Option(names = "--actor", paramLabel = "ID")
    @Nullable ParticipantId actor;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists a trail, newest first.")
  void list(@Mixin Connection connection, @ArgGroup(multiplicity = "1") About about) {
    try (Anamnesis client = connection.open()) {
      List<Map<String, Object>> rows =
          entries(client.audit(), about).stream().map(AuditCommand::row).toList();
      connection.output().list(rows, "Nothing on the chain.");
    }
  }

  private static List<AuditPage.Entry> entries(Audit audit, About about) {
    if (about.record != null) {
      return audit.trail(Audit.By.RECORD, about.record);
    }
    if (about.patient != null) {
      return audit.trail(Audit.By.PATIENT, about.patient);
    }
    if (about.actor != null) {
      return audit.trail(Audit.By.ACTOR, about.actor);
    }
    throw new IllegalArgumentException("Name a record, a patient or an actor.");
  }

  private static Map<String, Object> row(AuditPage.Entry entry) {
    AuditPage.Verdict verdict = entry.verdict();
    return Output.fields(
        "time",
        Instant.ofEpochSecond(entry.time()).toString(),
        "block",
        entry.block(),
        "kind",
        Numbered.of(Kind.class, entry.kind()),
        "actor",
        entry.actor().hex(),
        "record",
        entry.record().isZero() ? "all" : entry.record().hex(),
        "purpose",
        purpose(entry.purpose()),
        "permitted",
        verdict == null ? null : verdict.permitted(),
        "operation",
        entry.operation().hex());
  }

  private static @Nullable Purpose purpose(@Nullable Integer number) {
    return number == null ? null : Numbered.of(Purpose.class, number);
  }
}
