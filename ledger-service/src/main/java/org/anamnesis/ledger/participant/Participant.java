package org.anamnesis.ledger.participant;

import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;

/**
 * A participant as of a block.
 *
 * @param id who
 * @param organisation whose registrar enrolled them
 * @param role what they are
 * @param status whether they may act
 * @param keySequence how often the keys were changed since ENROL
 * @param signingKey the key of their signatures
 * @param encryptionKey the key that envelopes are made for
 */
public record Participant(
    ParticipantId id,
    OrganisationId organisation,
    Role role,
    ParticipantStatus status,
    long keySequence,
    PublicPoint signingKey,
    PublicPoint encryptionKey) {
  /** Whether the participant may act. */
  public boolean isActive() {
    return status == ParticipantStatus.ACTIVE;
  }
}
