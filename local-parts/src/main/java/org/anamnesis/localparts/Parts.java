package org.anamnesis.localparts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the build put the programs that are no Java libraries. */
final class Parts {
  private Parts() {}

  static Path program(String name) {
    Properties places = new Properties();
    try (InputStream in = Parts.class.getResourceAsStream("parts.properties")) {
      places.load(in);
    } catch (IOException e) {
      throw new PartFailedException(
          "The list of parts cannot be read; build local-parts first.", e);
    }
    Path program = Path.of(places.getProperty(name));
    if (!Files.isRegularFile(program)) {
      throw new PartFailedException(
          "%s is not at %s; build local-parts first (./anamnesis does).".formatted(name, program));
    }
    return program;
  }
}
