package org.anamnesis.record.operation;

import java.net.URI;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answer to an accepted operation, at once or after it is anchored. */
@Component
public final class AcceptedAnswers {
  private final Operations operations;
  private final Anchoring anchoring;
  private final Indexing indexing;

  AcceptedAnswers(Operations operations, Anchoring anchoring, Indexing indexing) {
    this.operations = operations;
    this.anchoring = anchoring;
    this.indexing = indexing;
  }

  /** An accepted operation. */
  public record AcceptedAnswer(OperationId operation, String state, Acceptance acceptance) {}

  /** Refuses a wait that is neither {@code accepted} nor {@code anchored} before any work. */
  public static void checkWait(@Nullable String wait) {
    if (wait != null && !wait.equals("accepted") && !wait.equals("anchored")) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The parameter wait is accepted or anchored.");
    }
  }

  /** 202 with the place to look; or after a wait 200, or 422 if the chain will not have it. */
  public ResponseEntity<AcceptedAnswer> of(StoredOperation accepted, @Nullable String wait) {
    boolean waits = "anchored".equals(wait);
    StoredOperation stored = waits ? anchoring.await(accepted) : accepted;
    indexing.await(stored);
    OperationState state = stored.state();
    if (waits && state.isFinal() && !(state instanceof OperationState.Anchored)) {
      throw rejected(stored);
    }
    int status = waits && state instanceof OperationState.Anchored ? 200 : 202;
    return ResponseEntity.status(status)
        .location(URI.create("/v1/operations/" + stored.id().hex()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new AcceptedAnswer(stored.id(), state.name(), operations.acceptanceOf(stored)));
  }

  private static ProblemException rejected(StoredOperation stored) {
    ProblemException problem =
        new ProblemException(
                ProblemType.OPERATION_REJECTED,
                "The operation was accepted, and the contract refused it.")
            .with("operation", stored.id().hex())
            .with("state", stored.state().name());
    return stored.state() instanceof OperationState.Rejected rejected
        ? problem.with("reason", rejected.reason().number())
        : problem;
  }
}
