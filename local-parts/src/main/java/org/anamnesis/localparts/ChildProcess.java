package org.anamnesis.localparts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that runs as our child on a {@link Leash}, in a session of its own so that Ctrl-C
 * reaches it through us alone. Its output goes to a file.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int TAIL = 5;
  private static final int LONGEST_LINE = 700;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Leash leash;
  private final Path log;

  private ChildProcess(String name, Process process, Leash leash, Path log) {
    this.name = name;
    this.process = process;
    this.leash = leash;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param name what people call it
   * @param command program and arguments; no secrets, for everybody on the machine can read them
   * @param environment added to our own
   * @param log appended to
   */
  public static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
    inOwnSession.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(inOwnSession)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      return new ChildProcess(name, process, Leash.on(process.pid(), "TERM"), log);
    } catch (IOException e) {
      throw new PartFailedException("%s does not start.".formatted(name), e);
    }
  }

  /**
   * Waits until the program is ready.
   *
   * @throws PartFailedException if it ends before, or the time is over
   */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new PartFailedException(
            "%s ended at its start with code %d; its log %s ends with:%n%s"
                .formatted(name, process.exitValue(), log, tail()));
      }
      if (System.nanoTime() > end) {
        throw new PartFailedException(
            "%s was not ready after %d s; its log %s ends with:%n%s"
                .formatted(name, limit.toSeconds(), log, tail()));
      }
      await(Duration.ofMillis(50));
    }
  }

  /** Waits until it has ended by itself, and returns its exit code. */
  public int awaitEnd() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while waiting for %s.".formatted(name), e);
    } finally {
      close();
    }
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Ends it at once (SIGKILL), as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await(PATIENCE);
    leash.close();
  }

  /** Sends it a signal by name, such as {@code STOP} or {@code CONT}. */
  public void signal(String signal) {
    Signals.send(signal, pid());
  }

  /** Halts it as a machine that hangs; it keeps its port. None of its threads runs afterwards. */
  public void suspend() {
    Signals.suspend(pid());
  }

  /** Lets it go on after {@link #suspend}. */
  public void resume() {
    Signals.resume(pid());
  }

  /** Ends it in good order (SIGTERM), and by force if it takes longer than 20 s. */
  @Override
  public void close() {
    process.destroy();
    resume();
    if (!await(PATIENCE)) {
      process.destroyForcibly();
      await(PATIENCE);
    }
    leash.close();
  }

  private String tail() {
    try {
      List<String> lines =
          Files.readString(log)
              .lines()
              .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      throw new PartFailedException("The log %s cannot be read.".formatted(log), e);
    }
  }

  private boolean await(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
