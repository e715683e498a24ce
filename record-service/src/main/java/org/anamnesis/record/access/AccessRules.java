package org.anamnesis.record.access;

import java.time.Clock;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.record.operation.OwnStore;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.springframework.stereotype.Component;

/** The rules of PROTOCOL.md section 8, cheap ones first. */
@Component
class AccessRules {
  private final OwnStore store;
  private final Versions versions;
  private final Permits permits;
  private final AccessSettings settings;
  private final Clock clock;

  AccessRules(
      OwnStore store, Versions versions, Permits permits, AccessSettings settings, Clock clock) {
    this.store = store;
    this.versions = versions;
    this.permits = permits;
    this.settings = settings;
    this.clock = clock;
  }

  /** What the operation alone tells. */
  void checkShape(Operation.Access access) {
    if (!access.store().equals(store.id())) {
      throw new ProblemException(ProblemType.WRONG_STORE, "The operation names another store.");
    }
    long off = Math.abs(access.time() - clock.instant().getEpochSecond());
    if (access.time() < 0 || off > settings.clockSkew().toSeconds()) {
      throw new ProblemException(
          ProblemType.CLOCK_SKEW, "The operation's time is more than five minutes off.");
    }
    if (access.basis() == Basis.BREAK_GLASS) {
      throw new ProblemException(
          ProblemType.NOT_SERVED, "Emergency access is not served by this version.");
    }
  }

  /** The version asked for, if it may be read at all. */
  SealedVersion version(Operation.Access access) {
    SealedVersion version =
        versions
            .find(access.record(), access.version())
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.UNKNOWN_RECORD, "There is no such version of a record here."));
    if (!version.isAnchored()) {
      throw new ProblemException(
          ProblemType.RECORD_NOT_ANCHORED,
          "The version is stored, and the chain does not have it yet.");
    }
    if (!version.patient().equals(access.patient())) {
      throw new ProblemException(
          ProblemType.WRONG_PATIENT, "The record is not of the patient that the operation names.");
    }
    return version;
  }

  /** That the caller may read as the operation claims. */
  void checkPermitted(Operation.Access access, Caller caller) {
    Basis decided =
        permits
            .toRead(caller, access.patient(), access.record(), access.version(), access.purpose())
            .orElseThrow(AccessRules::notPermitted);
    if (decided != access.basis()) {
      throw new ProblemException(
          ProblemType.WRONG_BASIS,
          "The caller may " + Permission.READ + ", on another basis than the operation claims.");
    }
  }

  static ProblemException notPermitted() {
    return new ProblemException(
        ProblemType.NOT_PERMITTED,
        "The patient's consent does not permit the caller to read this.");
  }
}
