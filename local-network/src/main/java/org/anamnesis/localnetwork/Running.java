package org.anamnesis.localnetwork;

import java.nio.file.Files;
import java.util.Optional;

/** Finds the network that runs over a folder. */
final class Running {
  private Running() {}

  /** What it said of itself; empty if none runs or it is still starting. */
  static Optional<RunningNetwork> find(NetworkFolder folder) {
    if (!FolderLock.isHeld(folder) || !Files.exists(folder.running())) {
      return Optional.empty();
    }
    return Optional.of(NetworkJson.parse(folder.read(folder.running()), RunningNetwork.class));
  }
}
