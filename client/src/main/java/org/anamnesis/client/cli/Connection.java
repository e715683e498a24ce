package org.anamnesis.client.cli;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.KeyFileException;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that most commands share: who acts, at which network, and how results are shown. */
final class Connection {
  private static final int LONGEST_STRING = 1 << 20;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--network",
      paramLabel = "FILE",
      defaultValue = "${env:ANAMNESIS_NETWORK:-.anamnesis/network.json}",
      description = "The network's file, given out of band (default: ${DEFAULT-VALUE}).")
  private Path networkFile;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      defaultValue = "${env:ANAMNESIS_KEY:-anamnesis.p12}",
      description = "Your key file (default: ${DEFAULT-VALUE}).")
  private Path keyFile;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Holds the passphrase on its first line; else ANAMNESIS_PASSPHRASE, else you are asked.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "Another gateway than the first of the network's file.")
  private @Nullable URI gateway;

  @Option(
      names = "--chain",
      paramLabel = "URL",
      description = "A node to check against, instead of the gateway's read-only RPC.")
  private @Nullable URI chain;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:ANAMNESIS_STATE:-${sys:user.home}/.anamnesis}",
      description = "Where interrupted uploads are kept, sealed (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  Connection() {}

  Output output() {
    return new Output(spec, json);
  }

  Path keyFile() {
    return keyFile;
  }

  NetworkFile network() {
    return NetworkFile.read(
        networkFile,
        StrictJson.mapper(
            () -> {
              throw new IllegalStateException("no operation stands in network.json");
            },
            LONGEST_STRING));
  }

  ParticipantKeys keys() {
    return KeyFile.read(keyFile, passphrase("Passphrase of " + keyFile));
  }

  Anamnesis open() {
    Anamnesis.Builder builder = Anamnesis.at(network(), keys(), state);
    Optional.ofNullable(gateway).ifPresent(builder::gateway);
    Optional.ofNullable(chain).ifPresent(builder::chain);
    return builder.open();
  }

  Passphrase passphrase(String prompt) {
    if (passphraseFile != null) {
      return firstLine(passphraseFile);
    }
    String fromEnvironment = System.getenv("ANAMNESIS_PASSPHRASE");
    if (fromEnvironment != null) {
      return new Passphrase(fromEnvironment.toCharArray());
    }
    char[] typed = typed(prompt);
    if (typed == null) {
      throw new KeyFileException(
          "A passphrase is needed: type it, set ANAMNESIS_PASSPHRASE, or name a --passphrase-file.");
    }
    return new Passphrase(typed);
  }

  /** The passphrase on a file's first line. */
  static Passphrase firstLine(Path file) {
    try {
      return new Passphrase(Files.readAllLines(file).getFirst().toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java 21 has no console without a terminal; later ones may have one that reads nothing. */
  @SuppressWarnings("SystemConsoleNull")
  private static char @Nullable [] typed(String prompt) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s: ", prompt);
  }
}
