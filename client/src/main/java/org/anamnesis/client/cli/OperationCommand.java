package org.anamnesis.client.cli;

import java.time.Duration;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.OperationId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where an operation is on its way. */
@Command(
    name = "operation",
    mixinStandardHelpOptions = true,
    description = "Tells where an operation is on its way to the chain.")
final class OperationCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID")
  private OperationId id;

  @SuppressWarnings("NullAway.Init")
  OperationCommand() {}

  @Override
  public void run() {
    try (Anamnesis client = connection.open()) {
      connection.output().show(fields(client.operations().status(id)));
    }
  }

  /** The operation, once the chain has it. */
  static OperationStatus anchored(Anamnesis client, OperationStatus accepted) {
    return client.operations().awaitAnchored(accepted.operation(), PATIENCE);
  }

  static Map<String, Object> fields(OperationStatus status) {
    return Output.fields(
        "operation",
        status.operation().hex(),
        "state",
        status.state(),
        "reason",
        reason(status.reason()),
        "block",
        status.block(),
        "transaction",
        status.transaction(),
        "anchoredBy",
        status.acceptance().anchoredBy());
  }

  private static @Nullable String reason(@Nullable Integer number) {
    return number == null
        ? null
        : Numbered.find(RejectionReason.class, number).map(Enum::name).orElse("" + number);
  }
}
