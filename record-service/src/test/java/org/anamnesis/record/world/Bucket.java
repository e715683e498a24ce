package org.anamnesis.record.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the object store, seen from the disk below it. */
public final class Bucket {
  static final String NAME = "sealed";

  private final Path folder;

  Bucket(Path store) {
    this.folder = store.resolve("buckets").resolve(NAME);
  }

  /** Keys of the objects. */
  public List<String> objectKeys() {
    return files().stream().filter(key -> key.matches("[0-9a-f]{64}/\\d+/[0-9a-f]{64}")).toList();
  }

  /** Every file, those of unfinished uploads included. */
  public List<String> files() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of an object. */
  public Path file(String key) {
    return folder.resolve(key);
  }
}
