package org.anamnesis.protocol.directory;

import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Follows directory answers to the registrars that {@code network.json} pins. */
public final class Directory {
  private final NetworkFile pinned;

  /** A directory that trusts the registrars of this file and nobody else. */
  public Directory(NetworkFile pinned) {
    this.pinned = pinned;
  }

  /**
   * Checks an answer about a participant.
   *
   * @throws DirectoryRefused if it is about somebody else, a signature or id is wrong, a registrar
   *     is not pinned for the organisation, or the answer's fields are not those of its history
   */
  public VerifiedParticipant verify(ParticipantId asked, DirectoryAnswer answer) {
    if (!answer.participant().equals(asked)) {
      throw new DirectoryRefused("The answer is about somebody else.");
    }
    VerifiedParticipant participant =
        answer.history().isEmpty() ? pinnedRegistrar(asked) : fromHistory(asked, answer.history());
    boolean same =
        participant.organisation().equals(answer.organisation())
            && participant.role() == answer.role()
            && participant.status() == answer.status()
            && participant.keySequence() == answer.keySequence()
            && participant.signingKey().equals(answer.signingKey())
            && participant.encryptionKey().equals(answer.encryptionKey());
    if (!same) {
      throw new DirectoryRefused("The answer is not what its own history says.");
    }
    return participant;
  }

  private VerifiedParticipant pinnedRegistrar(ParticipantId asked) {
    NetworkFile.Registrar registrar =
        pinned.registrars().stream()
            .filter(r -> r.participant().equals(asked))
            .findFirst()
            .orElseThrow(() -> new DirectoryRefused("The answer has no history."));
    return new VerifiedParticipant(
        asked,
        registrar.organisation(),
        Role.REGISTRAR,
        ParticipantStatus.ACTIVE,
        registrar.signingKey(),
        registrar.encryptionKey(),
        0,
        Hash.ZERO);
  }

  private VerifiedParticipant fromHistory(ParticipantId asked, List<SignedOperation> history) {
    Operation first = history.getFirst().operation();
    if (!(first instanceof Operation.Enrol enrol)
        || !enrol.participant().equals(asked)
        || !enrol.signing().participant().equals(asked)
        || !enrol.role().givenByRegistrar()) {
      throw new DirectoryRefused("The history does not begin with the participant's enrolment.");
    }
    requireRegistrar(history.getFirst(), enrol.organisation());
    ParticipantStatus status = ParticipantStatus.ACTIVE;
    long sequence = 0;
    for (SignedOperation later : history.subList(1, history.size())) {
      if (!(later.operation() instanceof Operation.Status change)
          || !change.participant().equals(asked)
          || Long.compareUnsigned(change.sequence(), sequence) <= 0) {
        throw new DirectoryRefused("The history has an operation that does not belong there.");
      }
      requireRegistrar(later, enrol.organisation());
      status = change.status();
      sequence = change.sequence();
    }
    return new VerifiedParticipant(
        asked,
        enrol.organisation(),
        enrol.role(),
        status,
        enrol.signing(),
        enrol.encryption(),
        0,
        enrol.certificate());
  }

  private void requireRegistrar(SignedOperation operation, OrganisationId organisation) {
    Optional<NetworkFile.Registrar> registrar =
        pinned.registrars().stream()
            .filter(r -> r.participant().equals(operation.operation().signer()))
            .filter(r -> r.organisation().equals(organisation))
            .findFirst();
    if (registrar.isEmpty()) {
      throw new DirectoryRefused("The history is signed by a registrar who is not pinned here.");
    }
    if (!operation.isSignedBy(registrar.get().signingKey())) {
      throw new DirectoryRefused("A signature of the history does not hold.");
    }
  }
}
