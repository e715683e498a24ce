package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;

/** Only one network runs over a folder; the system lets the lock go when its holder ends. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(NetworkFolder folder) {
    return attempt(folder)
        .orElseThrow(() ->
            new NetworkFailedException(
                Fault.RUNNING, "A network is running already on " + folder.path() + "."));
  }

  /** Whether somebody holds it. */
  static boolean isHeld(NetworkFolder folder) {
    if (!Files.exists(folder.lock())) {
      return false;
    }
    Optional<FolderLock> lock = attempt(folder);
    lock.ifPresent(FolderLock::close);
    return lock.isEmpty();
  }

  private static Optional<FolderLock> attempt(NetworkFolder folder) {
    try {
      FileChannel channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(new FolderLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + folder.lock() + " cannot be locked.", e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && lock.isValid();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock cannot be let go.", e);
    }
  }
}
