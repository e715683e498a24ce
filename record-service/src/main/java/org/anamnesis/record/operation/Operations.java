package org.anamnesis.record.operation;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.anamnesis.outbox.AcceptedOperation;
import org.anamnesis.outbox.Appended;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts signed operations of every kind. Idempotent by operation id: the same operation again is
 * answered as the first time.
 */
@Component
public final class Operations {
  private final Outbox outbox;
  private final OwnStore store;
  private final Directory directory;
  private final Admission admission;
  private final TransactionTemplate transactions;
  private final AcceptanceSettings settings;
  private final Clock clock;

  Operations(
      Outbox outbox,
      OwnStore store,
      Directory directory,
      Admission admission,
      TransactionTemplate transactions,
      AcceptanceSettings settings,
      Clock clock) {
    this.outbox = outbox;
    this.store = store;
    this.directory = directory;
    this.admission = admission;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks an operation and accepts it.
   *
   * @param kind what the address takes
   * @param rules the kind's own, asked outside of a transaction; refuse by a problem
   * @param rows what is kept besides the outbox row, in the same transaction
   * @return the outbox row, which may have been there before
   */
  public StoredOperation accept(
      SignedOperation signed,
      Kind kind,
      Caller caller,
      Consumer<LedgerAnswers.Participant> rules,
      Runnable rows) {
    LedgerAnswers.Participant signer = checkSigned(signed, kind, caller);
    Optional<StoredOperation> before = outbox.find(signed.id());
    if (before.isPresent()) {
      return before.get();
    }
    checkTimely(signed, signer);
    rules.accept(signer);
    admission.admit(signed.operation());
    return commit(signed, rows);
  }

  /** Kind, signer and signatures, in the order of their cost; the signer's directory entry. */
  public LedgerAnswers.Participant checkSigned(SignedOperation signed, Kind kind, Caller caller) {
    Operation operation = signed.operation();
    if (operation.kind() != kind) {
      throw new ProblemException(
          ProblemType.WRONG_KIND,
          "This address takes " + kind + ", and the operation is " + operation.kind() + ".");
    }
    if (!operation.signer().equals(caller.participant())) {
      throw new ProblemException(
          ProblemType.SIGNER_MISMATCH, "The operation's signer is not who is signed in.");
    }
    LedgerAnswers.Participant signer =
        directory
            .find(operation.signer())
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_SIGNER, "The operation's signer is not enrolled."));
    if (!signed.isSignedBy(signer.signingKey())) {
      throw new ProblemException(
          ProblemType.BAD_SIGNATURE, "A signature of the operation does not verify.");
    }
    return signer;
  }

  /** That the signer is active and the operation valid for long enough to be anchored. */
  public void checkTimely(SignedOperation signed, LedgerAnswers.Participant signer) {
    Kind kind = signed.operation().kind();
    if (kind != Kind.ACCESS && signer.status() != ParticipantStatus.ACTIVE) {
      throw new ProblemException(
          ProblemType.PARTICIPANT_NOT_ACTIVE, "The signer is suspended or has left.");
    }
    if (Long.compareUnsigned(signed.operation().validUntil(), leastValidUntil()) <= 0) {
      throw new ProblemException(
          ProblemType.OPERATION_EXPIRED,
          "The operation is no longer valid, or not for long enough to be anchored.");
    }
  }

  /** An operation that was accepted before, if it was. */
  public Optional<StoredOperation> find(OperationId id) {
    return outbox.find(id);
  }

  /**
   * Commits outbox row and other rows together.
   *
   * @param rows not run if the operation was there before
   */
  public StoredOperation commit(SignedOperation signed, Runnable rows) {
    return java.util.Objects.requireNonNull(
        transactions.execute(status ->
            switch (outbox.append(accepted(signed))) {
              case Appended.AlreadyThere there -> there.operation();
              case Appended.New fresh -> {
                rows.run();
                yield fresh.operation();
              }
            }));
  }

  /** The acceptance that an operation was answered with. */
  public Acceptance acceptanceOf(StoredOperation stored) {
    return new Acceptance(
        store.id(), stored.acceptedAt(), stored.anchoredBy(), stored.acceptance());
  }

  private AcceptedOperation accepted(SignedOperation signed) {
    long now = clock.instant().getEpochSecond();
    long promise = now + Acceptance.LONGEST;
    long validUntil = signed.operation().validUntil();
    if (Long.compareUnsigned(validUntil, promise) < 0) {
      promise = validUntil;
    }
    return new AcceptedOperation(
        signed, now, promise, store.accept(signed.id(), now, promise).signature());
  }

  private long leastValidUntil() {
    return clock.instant().getEpochSecond() + settings.leastTimeLeft().toSeconds();
  }
}
