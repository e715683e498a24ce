package org.anamnesis.integrator.batch;

/** The contract does not take this relayer's batches, or knows more of them than the database. */
public final class RelayerMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RelayerMismatchException(String message) {
    super(message);
  }
}
