package org.anamnesis.record.participant;

import java.math.BigInteger;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.protocol.word.WordWriter;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.operation.Sequences;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;

/** What registrars sign: ENROL, STATUS and STORE of their own organisation. */
@Component
public final class Registrars {
  private final Operations operations;
  private final Directory directory;
  private final LedgerClient ledger;
  private final Outbox outbox;
  private final Sequences sequences;
  private final Certificates certificates;

  Registrars(
      Operations operations,
      Directory directory,
      LedgerClient ledger,
      Outbox outbox,
      Sequences sequences,
      Certificates certificates) {
    this.operations = operations;
    this.directory = directory;
    this.ledger = ledger;
    this.outbox = outbox;
    this.sequences = sequences;
    this.certificates = certificates;
  }

  /**
   * Enrols a participant.
   *
   * @param certificate X.509 in DER, of the key that the operation enters
   */
  public StoredOperation enrol(SignedOperation signed, Octets certificate, Caller caller) {
    return operations.accept(
        signed,
        Kind.ENROL,
        caller,
        registrar -> checkEnrol((Operation.Enrol) signed.operation(), certificate, registrar),
        () -> certificates.keep(signed.id(), (Operation.Enrol) signed.operation(), certificate));
  }

  private void checkEnrol(
      Operation.Enrol enrol, Octets certificate, LedgerAnswers.Participant registrar) {
    requireRegistrarOf(registrar, enrol.organisation());
    if (!enrol.role().givenByRegistrar()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "A registrar may not give this role; the consortium votes on it.");
    }
    if (!enrol.hasMatchingId()) {
      throw new ProblemException(
          ProblemType.MALFORMED_OPERATION, "The participant's id is not that of the signing key.");
    }
    Certificates.check(enrol, certificate);
    if (directory.find(enrol.participant()).isPresent()) {
      throw new ProblemException(
          ProblemType.OPERATION_CONFLICT, "The participant is enrolled already.");
    }
  }

  /** Changes a participant's status. */
  public StoredOperation changeStatus(SignedOperation signed, Caller caller) {
    return operations.accept(
        signed,
        Kind.STATUS,
        caller,
        registrar -> {
          Operation.Status status = (Operation.Status) signed.operation();
          requireRegistrarOf(registrar, directory.require(status.participant()).organisation());
        },
        () -> {
          Operation.Status status = (Operation.Status) signed.operation();
          sequences.take(scope(Kind.STATUS, status.participant()), status.sequence(), signed.id());
        });
  }

  /** Enters a store, or changes it. */
  public StoredOperation enterStore(SignedOperation signed, Caller caller) {
    return operations.accept(
        signed,
        Kind.STORE,
        caller,
        registrar -> checkStore((Operation.Store) signed.operation(), registrar),
        () -> {
          Operation.Store store = (Operation.Store) signed.operation();
          sequences.take(scope(Kind.STORE, store.store()), store.sequence(), signed.id());
        });
  }

  private void checkStore(Operation.Store store, LedgerAnswers.Participant registrar) {
    requireRegistrarOf(registrar, store.organisation());
    BigInteger last =
        ledger
            .store(store.store(), outbox.lastAnchoredBlock(store.store()))
            .map(known -> {
              requireRegistrarOf(registrar, known.organisation());
              return known.sequence();
            })
            .orElse(BigInteger.ZERO);
    Sequences.requireAfter(last, store.sequence());
  }

  private static void requireRegistrarOf(
      LedgerAnswers.Participant registrar, OrganisationId organisation) {
    if (registrar.role() != Role.REGISTRAR || !registrar.organisation().equals(organisation)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Only a registrar of that organisation may do this.");
    }
  }

  private static Hash scope(Kind kind, org.anamnesis.protocol.id.Id of) {
    return new WordWriter().number(kind).id(of).sha256();
  }
}
