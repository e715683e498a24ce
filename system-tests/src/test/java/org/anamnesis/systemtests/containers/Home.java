package org.anamnesis.systemtests.containers;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Home {
  private Home() {}

  /** The folder of docker-compose.yml. */
  public static Path folder() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docker-compose.yml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("This is not inside a checkout.");
  }
}
