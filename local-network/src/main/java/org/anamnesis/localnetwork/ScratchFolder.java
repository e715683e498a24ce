package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for files of any size, of which nothing is left once it is closed. */
final class ScratchFolder implements AutoCloseable {
  private final Path path;
  private boolean closed;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes an empty one where the system keeps temporary files.
   *
   * @param use what it is for, as a part of its name
   */
  static ScratchFolder make(String use) {
    try {
      return new ScratchFolder(Files.createTempDirectory("anamnesis-" + use + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("A folder for temporary files cannot be made.", e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      // Under another name, so that whoever still runs after Ctrl-C makes no new files in it.
      Path left = Files.move(path, path.resolveSibling(path.getFileName() + "-left"));
      NetworkFolder.delete(left);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be deleted.", e);
    }
  }
}
