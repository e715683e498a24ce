package org.anamnesis.client.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.EnrolmentRequest;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Operation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Enrols: the new participant makes a request, the registrar countersigns it. */
@Command(
    name = "enrol",
    mixinStandardHelpOptions = true,
    description = "Countersigns and sends a request, as the registrar; `enrol request` makes one.")
final class EnrolCommand implements Runnable {
  @Mixin private Connection connection;

  @Parameters(paramLabel = "REQUEST", arity = "0..1", description = "What `enrol request` wrote.")
  private @Nullable Path request;

  @SuppressWarnings("NullAway.Init")
  EnrolCommand() {}

  @Command(
      name = "request",
      mixinStandardHelpOptions = true,
      description = "Writes a request, signed by your new key, for the registrar who knows you.")
  void request(
      @Mixin Connection connection,
      @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
          Role role,
      @Option(
              names = "--registrar",
              paramLabel = "ID",
              description = "Default: the network's first.")
          @Nullable String registrar,
      @Option(
              names = {"-o", "--output"},
              required = true,
              paramLabel = "FILE")
          Path target) {
    NetworkFile network = connection.network();
    NetworkFile.Registrar pinned =
        network.registrars().stream()
            .filter(r -> registrar == null || r.participant().hex().equals(registrar))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("network.json names no such registrar."));
    EnrolmentRequest made =
        Enrolments.request(
            connection.keys(),
            role,
            pinned.organisation(),
            pinned.participant(),
            network.operationsFor(),
            Clock.systemUTC());
    try {
      Files.write(target, json(network).writeValueAsBytes(made));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connection
        .output()
        .show(Output.fields("request", target.toString(), "registrar", pinned.participant().hex()));
  }

  @Override
  public void run() {
    if (request == null) {
      throw new IllegalArgumentException("Name the request's file, or make one: enrol request.");
    }
    try (Anamnesis client = connection.open()) {
      NetworkFile network = client.network();
      EnrolmentRequest read =
          json(network).readValue(Files.readAllBytes(request), EnrolmentRequest.class);
      Operation.Enrol enrol =
          Enrolments.inspect(read, client.keys().participant(), network.operationsFor());
      OperationStatus accepted =
          Enrolments.countersign(read, client.keys(), network.operationsFor(), client.operations());
      OperationStatus anchored = OperationCommand.anchored(client, accepted);
      connection
          .output()
          .show(
              Output.fields(
                  "participant",
                  enrol.participant().hex(),
                  "role",
                  enrol.role(),
                  "operation",
                  anchored.operation().hex(),
                  "state",
                  anchored.state(),
                  "block",
                  anchored.block()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonMapper json(NetworkFile network) {
    return StrictJson.mapper(network::operationsFor, 1 << 20);
  }
}
