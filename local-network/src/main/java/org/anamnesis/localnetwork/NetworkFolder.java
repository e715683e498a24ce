package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where a network's things lie. Only the owner may read any of it.
 *
 * @param path the whole
 */
public record NetworkFolder(Path path) {
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What clients pin. */
  public Path networkFile() {
    return path.resolve("network.json");
  }

  /** Private keys of the services and of the local consortium's people. */
  public Path keys() {
    return path.resolve("keys");
  }

  /** What every process says. */
  public Path logs() {
    return path.resolve("logs");
  }

  Path database() {
    return path.resolve("postgres");
  }

  Path objects() {
    return path.resolve("objects");
  }

  Path chain() {
    return path.resolve("chain");
  }

  Path chainKind() {
    return path.resolve("chain-kind");
  }

  /** Of the running network: process and addresses. */
  Path running() {
    return path.resolve("running.json");
  }

  Path lock() {
    return path.resolve("lock");
  }

  /** Makes the folders that are missing. */
  void create() {
    create(path, keys(), logs(), database(), objects(), chain());
  }

  /** Makes folders that are missing, for their owner alone. */
  static void create(Path... folders) {
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder, OWNER_FOLDER);
      } catch (IOException e) {
        throw new UncheckedIOException("The folder " + folder + " cannot be made.", e);
      }
    }
  }

  /** Deletes everything but the logs and the lock, which is held. */
  void forget() {
    try {
      for (Path thing :
          new Path[] {
            networkFile(), chainKind(), running(), keys(), database(), objects(), chain()
          }) {
        if (Files.exists(thing)) {
          delete(thing);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be emptied.", e);
    }
  }

  /** Deletes a folder and everything in it. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new Deletion());
  }

  /** Writes a file whole or, after a crash, leaves what was there. */
  void write(Path file, String text) {
    try {
      Path next = Files.createTempFile(path, "next-", ".tmp", OWNER_FILE);
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be written.", e);
    }
  }

  String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read.", e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
