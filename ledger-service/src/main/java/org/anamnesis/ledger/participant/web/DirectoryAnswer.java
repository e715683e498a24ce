package org.anamnesis.ledger.participant.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.SignedOperation;
import org.jspecify.annotations.Nullable;

/**
 * A participant as of a block. The history is what a client checks; a caller inside gets none.
 *
 * @param history ENROL, then STATUS in chain order; empty for a registrar, whom network.json pins
 * @param block the block that it is as of
 */
record DirectoryAnswer(
    ParticipantId participant,
    OrganisationId organisation,
    Role role,
    ParticipantStatus status,
    long keySequence,
    PublicPoint signingKey,
    PublicPoint encryptionKey,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SignedOperation> history,
    long block) {
  static DirectoryAnswer of(Participant it, @Nullable List<SignedOperation> history, long block) {
    return new DirectoryAnswer(
        it.id(),
        it.organisation(),
        it.role(),
        it.status(),
        it.keySequence(),
        it.signingKey(),
        it.encryptionKey(),
        history,
        block);
  }
}
