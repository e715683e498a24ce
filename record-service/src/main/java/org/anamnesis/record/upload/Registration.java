package org.anamnesis.record.upload;

import java.util.List;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.metadata.SealedMetadata;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.operation.Admission;
import org.anamnesis.record.operation.Directory;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.operation.OwnStore;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.KeptEnvelopes;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.ledger.LedgerAnswers;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins uploads: everything that can be refused without the octets is refused here. */
@Component
public final class Registration {
  private final Operations operations;
  private final Admission admission;
  private final Directory directory;
  private final Permits permits;
  private final OwnStore store;
  private final Uploads uploads;
  private final KeptEnvelopes envelopes;
  private final Versions versions;
  private final UploadSettings settings;
  private final TransactionTemplate transactions;

  Registration(
      Operations operations,
      Admission admission,
      Directory directory,
      Permits permits,
      OwnStore store,
      Uploads uploads,
      KeptEnvelopes envelopes,
      Versions versions,
      UploadSettings settings,
      TransactionTemplate transactions) {
    this.operations = operations;
    this.admission = admission;
    this.directory = directory;
    this.permits = permits;
    this.store = store;
    this.uploads = uploads;
    this.envelopes = envelopes;
    this.versions = versions;
    this.settings = settings;
    this.transactions = transactions;
  }

  /**
   * What an author sends first.
   *
   * @param metadata sealed
   * @param time Unix seconds, at most {@link Metadata#LARGEST}, as in the sealed metadata
   */
  public record Request(
      SignedOperation operation,
      List<Envelope> envelopes,
      Octets metadata,
      Category category,
      long time) {}

  /** Begins an upload, or finds the one that the same operation began. Nothing is accepted yet. */
  public Upload begin(Request request, Caller caller) {
    SignedOperation signed = request.operation();
    LedgerAnswers.Participant author = operations.checkSigned(signed, Kind.REGISTER, caller);
    return uploads
        .find(signed.id())
        .map(Registration::stillOpen)
        .orElseGet(() -> beginNew(request, caller, author));
  }

  private Upload beginNew(Request request, Caller caller, LedgerAnswers.Participant author) {
    SignedOperation signed = request.operation();
    Operation.Register register = (Operation.Register) signed.operation();
    operations.checkTimely(signed, author);
    checkRegister(register);
    checkMetadata(request, register);
    checkEnvelopes(request.envelopes(), register, author);
    directory.requireOpen(store.id());
    checkPatient(register.patient(), caller);
    requireFree(register);
    admission.admit(register);
    transactions.executeWithoutResult(status -> {
      if (uploads.add(signed, request.metadata(), request.category(), request.time())) {
        envelopes.add(signed.id(), request.envelopes());
      }
    });
    return uploads.find(signed.id()).map(Registration::stillOpen).orElseThrow();
  }

  private static Upload stillOpen(Upload upload) {
    if (upload.state() == Upload.State.ABANDONED) {
      throw expired();
    }
    return upload;
  }

  static ProblemException expired() {
    return new ProblemException(
        ProblemType.UPLOAD_EXPIRED, "The upload took too long; sign and begin anew.");
  }

  private void checkRegister(Operation.Register register) {
    if (register.version() != 1 || !register.previousContent().isZero()) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_VERSION, "Only first versions of records are taken for now.");
    }
    if (!register.hasMatchingId()) {
      throw new ProblemException(
          ProblemType.RECORD_ID_MISMATCH, "The record's id is not that of its author and salt.");
    }
    if (!register.store().equals(store.id())) {
      throw new ProblemException(ProblemType.WRONG_STORE, "The operation names another store.");
    }
    long parts = Long.divideUnsigned(register.sealedLength(), settings.partOctets());
    if (Long.compareUnsigned(register.sealedLength(), settings.maxLength().toBytes()) > 0
        || parts >= 10_000) {
      throw new ProblemException(
          ProblemType.REQUEST_TOO_LARGE, "The sealed content is longer than this store takes.");
    }
  }

  private static void checkMetadata(Request request, Operation.Register register) {
    if (request.metadata().size() > SealedMetadata.LONGEST) {
      throw new ProblemException(
          ProblemType.REQUEST_TOO_LARGE, "The sealed metadata is longer than 64 KiB.");
    }
    if (request.time() < 0 || request.time() > Metadata.LARGEST) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST, "The time is none that metadata may have.");
    }
    if (!SealedMetadata.hash(
            request.metadata(), request.category(), register.sealedLength(), request.time())
        .equals(register.metadata())) {
      throw new ProblemException(
          ProblemType.METADATA_MISMATCH,
          "Metadata, category, length and time do not hash to what the operation says.");
    }
  }

  private void checkEnvelopes(
      List<Envelope> given, Operation.Register register, LedgerAnswers.Participant author) {
    for (Envelope envelope : given) {
      if (!envelope.record().equals(register.record())
          || envelope.version() != register.version()) {
        throw new ProblemException(
            ProblemType.MALFORMED_ENVELOPE, "An envelope is for another version of a record.");
      }
    }
    for (ParticipantId needed : List.of(register.patient(), register.author())) {
      if (given.stream().noneMatch(envelope -> envelope.recipient().equals(needed))) {
        throw new ProblemException(
            ProblemType.MISSING_ENVELOPE,
            "A registration needs an envelope for the patient and one for the author.");
      }
    }
    envelopes.check(given, author);
  }

  private void checkPatient(ParticipantId patient, Caller caller) {
    if (directory.require(patient).role() != Role.PATIENT) {
      throw new ProblemException(
          ProblemType.UNKNOWN_PARTICIPANT, "Whom the operation names as patient is not one.");
    }
    checkMayContribute(caller, patient);
  }

  void checkMayContribute(Caller caller, ParticipantId patient) {
    if (!permits.toContribute(caller, patient)) {
      throw new ProblemException(
          ProblemType.NOT_PERMITTED, "The patient does not permit the caller to contribute.");
    }
  }

  void requireFree(Operation.Register register) {
    if (versions.find(register.record(), register.version()).isPresent()) {
      throw new ProblemException(
          ProblemType.VERSION_CONFLICT,
          "This version of the record is registered by another operation.");
    }
  }
}
