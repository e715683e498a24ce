package org.anamnesis.record.operation.web;

import java.util.Optional;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.record.operation.Indexing;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.operation.OwnStore;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What became of an operation. To whom it is no business, it is as unknown as one never seen. */
@RestController
class OperationController {
  private final Operations operations;
  private final Indexing indexing;
  private final Directory directory;
  private final OwnStore store;

  OperationController(
      Operations operations, Indexing indexing, Directory directory, OwnStore store) {
    this.operations = operations;
    this.indexing = indexing;
    this.directory = directory;
    this.store = store;
  }

  /** An operation and its state; what it does not have yet is null. */
  record OperationAnswer(
      OperationId operation,
      Kind kind,
      String state,
      @Nullable RejectionReason reason,
      @Nullable Long block,
      @Nullable String transaction,
      Acceptance acceptance) {}

  /**
   * For its signer, the patient concerned and the auditors of the organisation that has this store.
   */
  @GetMapping("/v1/operations/{id}")
  OperationAnswer operation(Caller caller, @PathVariable OperationId id) {
    StoredOperation stored =
        operations
            .find(id)
            .filter(operation -> maySee(caller, operation))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_OPERATION,
                    "No such operation was accepted here, or the caller may not see it."));
    indexing.await(stored);
    Optional<Anchor> anchor = anchor(stored.state());
    return new OperationAnswer(
        stored.id(),
        stored.kind(),
        stored.state().name(),
        reason(stored.state()),
        anchor.map(Anchor::block).orElse(null),
        anchor.map(a -> "0x" + a.transaction().hex()).orElse(null),
        operations.acceptanceOf(stored));
  }

  private boolean maySee(Caller caller, StoredOperation stored) {
    return stored.signer().equals(caller.participant())
        || stored.patient().filter(caller.participant()::equals).isPresent()
        || directory.isAuditorOf(store.id(), caller.participant());
  }

  private static Optional<Anchor> anchor(OperationState state) {
    return switch (state) {
      case OperationState.Accepted a -> Optional.empty();
      case OperationState.Submitted s -> Optional.empty();
      case OperationState.Anchored anchored -> Optional.of(anchored.anchor());
      case OperationState.Rejected rejected -> Optional.of(rejected.anchor());
      case OperationState.Expired expired -> expired.anchor();
    };
  }

  private static @Nullable RejectionReason reason(OperationState state) {
    return switch (state) {
      case OperationState.Accepted a -> null;
      case OperationState.Submitted s -> null;
      case OperationState.Anchored a -> null;
      case OperationState.Rejected rejected -> rejected.reason();
      case OperationState.Expired e -> RejectionReason.EXPIRED;
    };
  }
}
