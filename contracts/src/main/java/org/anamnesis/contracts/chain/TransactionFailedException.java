package org.anamnesis.contracts.chain;

/** A transaction was not taken, or not mined in time. */
public final class TransactionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransactionFailedException(String reason) {
    super(reason);
  }
}
