package org.anamnesis.localparts;

import java.io.IOException;

/**
 * Ends a process, or lets it go on, when this one dies, however it dies. A small shell waits on a
 * pipe that only this process holds open; the pipe's end is the signal that not even SIGKILL can
 * withhold.
 */
public final class Leash implements AutoCloseable {
  private final Process guard;

  private Leash(Process guard) {
    this.guard = guard;
  }

  /**
   * Ties a process to this one. One that is halted goes on after the signal, or else it would not
   * notice it.
   *
   * @param pid whom to send the signal
   * @param signal its name: the one that ends the process in good order, such as {@code TERM}, or
   *     {@code CONT}
   */
  public static Leash on(long pid, String signal) {
    try {
      return new Leash(
          new ProcessBuilder(
                  "setsid",
                  "sh",
                  "-c",
                  "cat >/dev/null; kill -%s %d; kill -CONT %d".formatted(signal, pid, pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new PartFailedException("The shell that guards a child process does not start.", e);
    }
  }

  /** Lets the process go; it lives on without this one. */
  @Override
  public void close() {
    guard.descendants().forEach(ProcessHandle::destroyForcibly);
    guard.destroyForcibly();
  }
}
