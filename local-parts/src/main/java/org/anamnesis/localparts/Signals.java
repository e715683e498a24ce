package org.anamnesis.localparts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals of POSIX to processes of this machine, by their ids. */
public final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 5;

  private Signals() {}

  static void send(String signal, long process) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process)).start().waitFor();
    } catch (IOException e) {
      throw new PartFailedException(
          "The signal %s did not reach process %d.".formatted(signal, process), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Halts a process; none of its threads runs afterwards. One that has ended is fine. */
  public static void suspend(long process) {
    send("STOP", process);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isHalted(process)) {
      if (System.nanoTime() > end) {
        throw new PartFailedException("Process %d did not halt in 20 s.".formatted(process));
      }
      pause();
    }
  }

  /** Lets a process go on after {@link #suspend}. */
  public static void resume(long process) {
    send("CONT", process);
  }

  /** The signal reaches one thread after the other; proc(5) tells of each. */
  private static boolean isHalted(long process) {
    Path threads = Path.of("/proc", Long.toString(process), "task");
    if (!Files.isDirectory(threads)) {
      return true;
    }
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (!stat.startsWith(") T", stat.lastIndexOf(')'))) {
          return false;
        }
      }
      return true;
    } catch (IOException threadEnded) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while a process was to halt.", e);
    }
  }
}
