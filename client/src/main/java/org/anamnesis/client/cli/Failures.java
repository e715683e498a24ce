package org.anamnesis.client.cli;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.gateway.GatewayUnavailableException;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.keys.KeyFileException;
import org.anamnesis.client.operation.OperationFailedException;
import org.anamnesis.client.record.RecordRefusedException;
import org.anamnesis.client.record.StoreUnavailableException;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.anamnesis.protocol.directory.DirectoryRefused;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** Turns what went wrong into one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  private static final int UNEXPECTED = 1;
  private static final int USAGE = 2;
  private static final int REFUSED = 3;
  private static final int UNREACHABLE = 4;
  static final int NOT_VOUCHED_FOR = 5;
  private static final int OPERATION = 6;
  private static final int KEY_FILE = 7;

  private record Failure(int code, String name, String sentence) {}

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    Failure failure = failure(exception);
    if (parsed.originalArgs().contains("--json")) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("error", failure.name());
      line.put("detail", failure.sentence());
      command.getErr().println(JsonMapper.shared().writeValueAsString(line));
    } else {
      command.getErr().println(failure.sentence());
    }
    return failure.code();
  }

  private static Failure failure(Exception exception) {
    return switch (exception) {
      case ProblemException e -> new Failure(REFUSED, e.problem().name(), e.problem().sentence());
      case GatewayUnavailableException e ->
          new Failure(UNREACHABLE, "gateway-unavailable", sentence(e));
      case StoreUnavailableException e ->
          new Failure(UNREACHABLE, "store-unavailable", sentence(e));
      case ChainUnavailableException e ->
          new Failure(UNREACHABLE, "chain-unavailable", "The chain does not answer.");
      case ChainMismatchException e -> new Failure(NOT_VOUCHED_FOR, "chain-mismatch", sentence(e));
      case DirectoryRefused e -> new Failure(NOT_VOUCHED_FOR, "directory-refused", sentence(e));
      case RecordRefusedException e -> new Failure(NOT_VOUCHED_FOR, "record-refused", sentence(e));
      case OperationFailedException e -> new Failure(OPERATION, "operation-failed", sentence(e));
      case KeyFileException e -> new Failure(KEY_FILE, "key-file", sentence(e));
      case IllegalArgumentException e -> new Failure(USAGE, "usage", sentence(e));
      case UncheckedIOException e ->
          new Failure(UNEXPECTED, "file", "A file cannot be read or written: " + sentence(e) + ".");
      default ->
          new Failure(
              UNEXPECTED,
              "unexpected",
              "Something unexpected failed: " + exception.getClass().getSimpleName() + ".");
    };
  }

  private static String sentence(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
