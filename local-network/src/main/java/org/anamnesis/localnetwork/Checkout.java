package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;

/** The checkout that this runs from, with what was built in it. */
final class Checkout {
  private static final String MARK = "local-network/pom.xml";

  private Checkout() {}

  /** The folder of the script. */
  static Path home() {
    String given = System.getProperty("anamnesis.home");
    return Optional.ofNullable(given)
        .map(Path::of)
        .or(() -> above(Path.of("").toAbsolutePath()))
        .orElseThrow(
            () -> new NetworkFailedException(Fault.PART, "This is not inside a checkout."));
  }

  /** The executable jar of a service. */
  static Path serviceJar(Service service) {
    Path target = home().resolve(service.module()).resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(target, service.module() + "-*.jar")) {
        Iterator<Path> found = jars.iterator();
        if (found.hasNext()) {
          return found.next();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The folder " + target + " cannot be read.", e);
      }
    }
    throw new NetworkFailedException(
        Fault.PART, "The %s is not built; run ./anamnesis up.".formatted(service.module()));
  }

  private static Optional<Path> above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MARK))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
