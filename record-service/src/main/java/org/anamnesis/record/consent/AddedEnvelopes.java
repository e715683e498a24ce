package org.anamnesis.record.consent;

import java.util.List;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.KeptEnvelopes;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Envelopes for grantees, added to versions that are stored already. */
@Component
public final class AddedEnvelopes {
  private final Versions versions;
  private final KeptEnvelopes kept;
  private final Directory directory;
  private final Permits permits;
  private final TransactionTemplate transactions;

  AddedEnvelopes(
      Versions versions,
      KeptEnvelopes kept,
      Directory directory,
      Permits permits,
      TransactionTemplate transactions) {
    this.versions = versions;
    this.kept = kept;
    this.directory = directory;
    this.permits = permits;
    this.transactions = transactions;
  }

  /** Adds envelopes of one version, for its patient, their delegates and its author. */
  public void add(RecordId record, long number, List<Envelope> given, Caller caller) {
    SealedVersion version =
        versions
            .find(record, number)
            .filter(it ->
                it.author().equals(caller.participant())
                    || permits.toDecide(caller, it.patient(), record))
            .orElseThrow(AddedEnvelopes::unknown);
    if (given.stream().anyMatch(it -> !it.record().equals(record) || it.version() != number)) {
      throw new ProblemException(
          ProblemType.MALFORMED_ENVELOPE, "An envelope is for another version than the address.");
    }
    check(given, version.patient(), directory.require(caller.participant()));
    transactions.executeWithoutResult(status -> add(given));
  }

  /** Refuses envelopes that are not the wrapper's, or not of the patient's versions here. */
  void check(List<Envelope> given, ParticipantId patient, LedgerAnswers.Participant wrapper) {
    for (Envelope envelope : given) {
      if (versions
          .find(envelope.record(), envelope.version())
          .filter(version -> version.patient().equals(patient))
          .isEmpty()) {
        throw unknown();
      }
    }
    kept.check(given, wrapper);
  }

  /** Adds checked envelopes, in the caller's transaction. */
  void add(List<Envelope> given) {
    for (Envelope envelope : given) {
      SealedVersion version =
          versions.find(envelope.record(), envelope.version()).orElseThrow(AddedEnvelopes::unknown);
      kept.add(version.operation(), List.of(envelope));
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_RECORD,
        "There is no such version here, or the caller may not add envelopes to it.");
  }
}
