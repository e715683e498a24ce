package org.anamnesis.record.access;

import java.time.Clock;
import java.util.Optional;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.operation.Admission;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.record.KeptEnvelopes;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;

/** Opens versions to readers: first the accepted ACCESS is committed, then anything leaves. */
@Component
public final class Accesses {
  private final Operations operations;
  private final Admission admission;
  private final AccessRules rules;
  private final Versions versions;
  private final KeptEnvelopes envelopes;
  private final Tickets tickets;
  private final Refusals refusals;
  private final AccessSettings settings;
  private final Clock clock;

  Accesses(
      Operations operations,
      Admission admission,
      AccessRules rules,
      Versions versions,
      KeptEnvelopes envelopes,
      Tickets tickets,
      Refusals refusals,
      AccessSettings settings,
      Clock clock) {
    this.operations = operations;
    this.admission = admission;
    this.rules = rules;
    this.versions = versions;
    this.envelopes = envelopes;
    this.tickets = tickets;
    this.refusals = refusals;
    this.settings = settings;
    this.clock = clock;
  }

  /** Opens a version of the record that the address names. */
  public Access.ToVersion toVersion(RecordId record, SignedOperation signed, Caller caller) {
    checkSigned(signed, caller, record);
    return refusals.logged(
        signed.id(), caller.participant(), record, () -> open(record, signed, caller));
  }

  private Access.ToVersion open(RecordId record, SignedOperation signed, Caller caller) {
    Operation.Access access = (Operation.Access) signed.operation();
    requireSame(record, access.record());
    Optional<StoredOperation> before = operations.find(signed.id());
    before.ifPresent(stored -> requireOpen(stored.acceptedAt()));
    rules.checkShape(access);
    SealedVersion version = rules.version(access);
    rules.checkPermitted(access, caller);
    Envelope envelope =
        envelopes
            .of(version, caller.participant())
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.MISSING_ENVELOPE,
                    "Nobody has wrapped the key of this version for the caller yet."));
    StoredOperation stored = before.orElseGet(() -> commit(signed, version.operation(), caller));
    Ticket ticket = tickets.of(signed.id()).orElseThrow();
    return new Access.ToVersion(
        stored,
        tickets.octets(ticket),
        ticket.expiresAt(),
        version,
        versions.segmentHashes(version),
        envelope);
  }

  private StoredOperation commit(SignedOperation signed, OperationId version, Caller caller) {
    Operation.Access access = (Operation.Access) signed.operation();
    admission.admit(access);
    long expiresAt = now() + settings.ticketLife().toSeconds();
    return operations.commit(
        signed,
        () -> {
          takeNonce(access, signed.id());
          tickets.issue(
              new Ticket(
                  signed.id(),
                  caller.participant(),
                  caller.session(),
                  version,
                  access.purpose(),
                  expiresAt));
        });
  }

  /**
   * Accepts an ACCESS to a patient's listing; the same again leads to further pages for a while.
   */
  public StoredOperation toListing(ParticipantId patient, SignedOperation signed, Caller caller) {
    checkSigned(signed, caller, RecordId.ZERO);
    return refusals.logged(
        signed.id(), caller.participant(), RecordId.ZERO, () -> list(patient, signed, caller));
  }

  private StoredOperation list(ParticipantId patient, SignedOperation signed, Caller caller) {
    Operation.Access access = (Operation.Access) signed.operation();
    requireSame(patient, access.patient());
    requireSame(RecordId.ZERO, access.record());
    Optional<StoredOperation> before = operations.find(signed.id());
    before.ifPresent(stored -> requireOpen(stored.acceptedAt()));
    rules.checkShape(access);
    rules.checkPermitted(access, caller);
    return before.orElseGet(() -> {
      admission.admit(access);
      return operations.commit(signed, () -> takeNonce(access, signed.id()));
    });
  }

  private void checkSigned(SignedOperation signed, Caller caller, RecordId record) {
    // Before a signature was verified, no operation id exists.
    refusals.logged(
        OperationId.ZERO,
        caller.participant(),
        record,
        () -> operations.checkSigned(signed, Kind.ACCESS, caller));
  }

  private void takeNonce(Operation.Access access, OperationId id) {
    if (!tickets.takeNonce(access.actor(), access.nonce(), id)) {
      throw new ProblemException(
          ProblemType.OPERATION_REPLAYED, "Another operation of the caller's had this nonce.");
    }
  }

  private void requireOpen(long acceptedAt) {
    if (now() >= acceptedAt + settings.ticketLife().toSeconds()) {
      throw new ProblemException(
          ProblemType.TICKET_EXPIRED, "What this access opened is closed again; sign a new one.");
    }
  }

  private static void requireSame(Id address, Id operation) {
    if (!address.equals(operation)) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The operation names another than the address.");
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
