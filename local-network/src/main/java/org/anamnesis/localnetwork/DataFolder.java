package org.anamnesis.localnetwork;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The option for the network's folder. */
final class DataFolder {
  @CommandLine.Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the network's data stays; .anamnesis in the checkout unless given.")
  private @Nullable Path folder;

  boolean isGiven() {
    return folder != null;
  }

  NetworkFolder folder() {
    Path chosen =
        Objects.requireNonNullElseGet(folder, () -> Checkout.home().resolve(".anamnesis"));
    return new NetworkFolder(chosen.toAbsolutePath().normalize());
  }
}
