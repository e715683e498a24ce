package org.anamnesis.integrator.network;

/** The node, {@code network.json} and the database do not speak of the same registry. */
public final class ChainMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainMismatchException(String message) {
    super(message);
  }
}
