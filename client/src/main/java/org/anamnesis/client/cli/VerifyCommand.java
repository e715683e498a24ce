package org.anamnesis.client.cli;

import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.RecordId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares stored octets with the contract's own state. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Fetches a record's sealed octets and compares them with the contract's own state.")
final class VerifyCommand implements Runnable {
  @Mixin private Connection connection;

  @Parameters(paramLabel = "ID")
  private RecordId record;

  @Option(names = "--purpose", defaultValue = "TREAT", description = "${COMPLETION-CANDIDATES}")
  private Purpose purpose;

  @SuppressWarnings("NullAway.Init")
  VerifyCommand() {}

  @Override
  public void run() {
    try (Anamnesis client = connection.open()) {
      RecordHead head = client.records().reader().verify(record, purpose, octets -> {});
      connection
          .output()
          .show(
              Output.fields(
                  "record",
                  record.hex(),
                  "verified",
                  true,
                  "contentHash",
                  head.contentHash().hex(),
                  "sealedLength",
                  head.sealedLength(),
                  "block",
                  head.block()));
    }
  }
}
