package org.anamnesis.outbox;

import java.util.Optional;
import org.anamnesis.protocol.code.RejectionReason;

/** How far an operation has come. ANCHORED beats REJECTED and EXPIRED. */
public sealed interface OperationState {
  /** The name that clients see: ACCEPTED, SUBMITTED, ANCHORED, REJECTED or EXPIRED. */
  String name();

  /** Whether waiting for another state is in vain. */
  default boolean isFinal() {
    return switch (this) {
      case Accepted a -> false;
      case Submitted s -> false;
      case Anchored a -> true;
      case Rejected r -> true;
      case Expired e -> true;
    };
  }

  /** Waits to be put into a batch. */
  record Accepted() implements OperationState {
    @Override
    public String name() {
      return "ACCEPTED";
    }
  }

  /** Is part of a signed transaction. */
  record Submitted() implements OperationState {
    @Override
    public String name() {
      return "SUBMITTED";
    }
  }

  /** The contract applied it. */
  record Anchored(Anchor anchor) implements OperationState {
    @Override
    public String name() {
      return "ANCHORED";
    }
  }

  /**
   * The contract refused it.
   *
   * @param reason one that sets a state, never EXPIRED
   */
  record Rejected(RejectionReason reason, Anchor anchor) implements OperationState {
    /** Refuses a reason that was given before a signature was verified. */
    public Rejected {
      if (!reason.setsState() || reason == RejectionReason.EXPIRED) {
        throw new IllegalArgumentException(reason + " does not make an operation REJECTED");
      }
    }

    @Override
    public String name() {
      return "REJECTED";
    }
  }

  /**
   * Its time has passed.
   *
   * @param anchor where the contract said so; empty if it was not even sent
   */
  record Expired(Optional<Anchor> anchor) implements OperationState {
    @Override
    public String name() {
      return "EXPIRED";
    }
  }
}
