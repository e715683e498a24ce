package org.anamnesis.contracts.chain;

/** The node cannot be reached, or did not answer in time; whether it did what was asked is open. */
public final class ChainUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainUnavailableException(String method, Throwable cause) {
    super("the Ethereum node did not answer " + method, cause);
  }
}
