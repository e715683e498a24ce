package org.anamnesis.outbox;

import org.jspecify.annotations.Nullable;

/** The database does not hold the outbox that this program was written for. */
public final class OutboxSchemaMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutboxSchemaMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
