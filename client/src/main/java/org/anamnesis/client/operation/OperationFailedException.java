package org.anamnesis.client.operation;

import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.RejectionReason;

/** The chain rejected an operation, it expired, or it is not there in the time that we wait. */
public final class OperationFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient OperationStatus status;

  OperationFailedException(OperationStatus status) {
    super(sentence(status));
    this.status = status;
  }

  /** What is known of it. */
  public OperationStatus status() {
    return status;
  }

  private static String sentence(OperationStatus status) {
    if (!status.isFinal()) {
      return "Operation %s is not anchored yet; ask again with `operation`."
          .formatted(status.operation());
    }
    Integer number = status.reason();
    String reason =
        number == null
            ? ""
            : Numbered.find(RejectionReason.class, number).map(r -> " (" + r + ")").orElse("");
    return "Operation %s is %s%s.".formatted(status.operation(), status.state(), reason);
  }
}
