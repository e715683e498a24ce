package org.anamnesis.protocol.directory;

import java.util.List;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * What a ledger service says about a participant; nothing in it is true until it was checked.
 *
 * @param keySequence of the last ROTATE in force, 0 after ENROL
 * @param history ENROL, then ROTATE and STATUS in chain order; empty for a registrar whom the
 *     consortium appointed
 * @param block the last block that the answer knows
 */
public record DirectoryAnswer(
    ParticipantId participant,
    OrganisationId organisation,
    Role role,
    ParticipantStatus status,
    long keySequence,
    PublicPoint signingKey,
    PublicPoint encryptionKey,
    List<SignedOperation> history,
    long block) {
  /** Copies the history. */
  public DirectoryAnswer {
    history = List.copyOf(history);
  }
}
