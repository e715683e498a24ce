package org.anamnesis.localnetwork;

import org.jspecify.annotations.Nullable;

/** The network cannot be started or stopped. The message is one sentence for a person. */
public final class NetworkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Fault fault;

  NetworkFailedException(Fault fault, String sentence) {
    this(fault, sentence, null);
  }

  NetworkFailedException(Fault fault, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.fault = fault;
  }

  /** What kind of failure it is. */
  public Fault fault() {
    return fault;
  }

  /** The kinds of failure, each with the exit code of the script. */
  public enum Fault {
    /** A part or a service does not start, or ended. */
    PART(1),
    /** There is a network over this folder where none may be, or none where one is needed. */
    RUNNING(4),
    /** The folder belongs to another chain or registry. */
    OTHER_NETWORK(5),
    /** A port that must stay the same is in use. */
    PORT(6);

    private final int exitCode;

    Fault(int exitCode) {
      this.exitCode = exitCode;
    }

    /** What the script ends with. */
    public int exitCode() {
      return exitCode;
    }
  }
}
