package org.anamnesis.record.consent;

import java.util.List;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.protocol.word.WordWriter;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.operation.Sequences;
import org.anamnesis.record.permission.Denials;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;

/** Accepts CONSENT operations, with the envelopes that a grant brings along. */
@Component
public final class Decisions {
  private final Operations operations;
  private final Permits permits;
  private final Directory directory;
  private final LedgerClient ledger;
  private final Outbox outbox;
  private final Sequences sequences;
  private final Denials denials;
  private final AddedEnvelopes envelopes;
  private final NetworkFile network;

  Decisions(
      Operations operations,
      Permits permits,
      Directory directory,
      LedgerClient ledger,
      Outbox outbox,
      Sequences sequences,
      Denials denials,
      AddedEnvelopes envelopes,
      NetworkFile network) {
    this.operations = operations;
    this.permits = permits;
    this.directory = directory;
    this.ledger = ledger;
    this.outbox = outbox;
    this.sequences = sequences;
    this.denials = denials;
    this.envelopes = envelopes;
    this.network = network;
  }

  /** Accepts a decision of the patient, or of who may decide for them. */
  public StoredOperation accept(SignedOperation signed, List<Envelope> given, Caller caller) {
    return operations.accept(
        signed,
        Kind.CONSENT,
        caller,
        signer -> {
          Operation.Consent consent = (Operation.Consent) signed.operation();
          check(consent, caller);
          envelopes.check(given, consent.patient(), signer);
          checkSequence(consent);
        },
        () -> {
          Operation.Consent consent = (Operation.Consent) signed.operation();
          sequences.take(scope(consent), consent.sequence(), signed.id());
          if (consent.effect() != Effect.ALLOW) {
            denials.add(signed.id(), consent);
          }
          envelopes.add(given);
        });
  }

  private void check(Operation.Consent consent, Caller caller) {
    if (!permits.toDecide(caller, consent.patient(), consent.record())) {
      throw new ProblemException(
          ProblemType.NOT_PERMITTED, "Only the patient, and who may act for them, decides this.");
    }
    if (consent.permissions().contains(Permission.EMERGENCY)) {
      throw new ProblemException(
          ProblemType.NOT_SERVED, "Consent to emergency access is not served by this version.");
    }
    if (consent.grantee().value().equals(consent.patient().value())) {
      throw new ProblemException(
              ProblemType.OPERATION_REJECTED, "A patient is nobody's grantee of themselves.")
          .with("reason", RejectionReason.INVALID_GRANTEE.number());
    }
    checkRecord(consent);
    checkGrantee(consent.grantee());
  }

  private void checkRecord(Operation.Consent consent) {
    if (consent.record().isZero()) {
      return;
    }
    LedgerAnswers.Head head =
        ledger
            .head(consent.record(), outbox.lastAnchoredBlock(consent.record()))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_RECORD, "The chain has no such record, or not yet."));
    if (!head.patient().equals(consent.patient())) {
      throw new ProblemException(
          ProblemType.WRONG_PATIENT, "The record is not of the patient that the operation names.");
    }
  }

  private void checkGrantee(Hash grantee) {
    OrganisationId organisation = new OrganisationId(grantee.value());
    if (network.organisations().stream().noneMatch(o -> o.id().equals(organisation))) {
      directory.require(new ParticipantId(grantee.value()));
    }
  }

  private void checkSequence(Operation.Consent consent) {
    LedgerAnswers.ConsentState last =
        ledger.consent(
            consent.patient(),
            consent.record(),
            consent.grantee(),
            outbox.lastAnchoredBlock(consent.patient()));
    Sequences.requireAfter(last.sequence(), consent.sequence());
  }

  private static Hash scope(Operation.Consent consent) {
    return new WordWriter()
        .number(Kind.CONSENT)
        .id(consent.patient())
        .id(consent.record())
        .id(consent.grantee())
        .sha256();
  }
}
