package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.protocol.network.NetworkFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Founds a consortium of one organisation on a chain that runs elsewhere, and gives each service
 * its keys. Run again it finds the network and gives what is missing.
 */
@CommandLine.Command(
    name = "found",
    description = "Found a network on a running chain and give each service its keys.",
    mixinStandardHelpOptions = true)
final class FoundCommand implements Callable<Integer> {
  @CommandLine.Mixin private DataFolder data = new DataFolder();

  @CommandLine.Option(
      names = "--chain",
      paramLabel = "URL",
      required = true,
      description = "JSON-RPC of a node of the chain.")
  private @Nullable URI chain;

  @CommandLine.Option(
      names = "--origin",
      paramLabel = "URL",
      required = true,
      description = "Where people reach the gateway, as a browser shows it.")
  private @Nullable URI origin;

  @CommandLine.Option(
      names = "--organisation",
      paramLabel = "NAME",
      required = true,
      description = "The first organisation.")
  private String organisation = "";

  @CommandLine.Option(
      names = "--registrar",
      paramLabel = "NAME",
      required = true,
      description = "Who enrols people for it.")
  private String registrar = "";

  @CommandLine.Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      required = true,
      description = "Its first line encrypts the registrar's keys.")
  private @Nullable Path passphraseFile;

  @CommandLine.Option(
      names = "--give",
      paramLabel = "DIR",
      required = true,
      description = "Holds a folder for each service, such as record-service.")
  private @Nullable Path give;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    NetworkFolder folder = data.folder();
    NetworkFolder.create(folder.path(), folder.keys());
    try (FolderLock alone = FolderLock.take(folder)) {
      NetworkFile network =
          FoundNetwork.in(folder, Objects.requireNonNull(chain), this::terms, this::say);
      URI founded = network.gateways().getFirst();
      if (!founded.equals(origin)) {
        throw new NetworkFailedException(
            Fault.OTHER_NETWORK,
            "The network was founded for the origin %s, not %s; people sign in to that one."
                .formatted(founded, origin));
      }
      new Handover(folder, network).giveAll(Objects.requireNonNull(give));
      say("Every service has its keys");
    }
    return 0;
  }

  private Founding.Terms terms() {
    return new Founding.Terms(
        Objects.requireNonNull(origin),
        organisation,
        registrar,
        passphrase(Objects.requireNonNull(passphraseFile)));
  }

  private static Passphrase passphrase(Path file) {
    try {
      Passphrase passphrase =
          new Passphrase(Files.readString(file).lines().findFirst().orElse("").toCharArray());
      if (passphrase.isLongEnough()) {
        return passphrase;
      }
    } catch (IOException e) {
      throw new NetworkFailedException(
          Fault.PART, "The registrar's passphrase cannot be read from " + file + ".", e);
    }
    throw new NetworkFailedException(
        Fault.PART,
        "The registrar's passphrase in %s has fewer than %d characters."
            .formatted(file, Passphrase.SHORTEST));
  }

  private void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
