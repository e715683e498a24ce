package org.anamnesis.protocol.directory;

import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.PublicPoint;

/**
 * A participant whose history was followed to a pinned registrar.
 *
 * @param certificate the hash that the ENROL carries; zero for a pinned registrar
 */
public record VerifiedParticipant(
    ParticipantId participant,
    OrganisationId organisation,
    Role role,
    ParticipantStatus status,
    PublicPoint signingKey,
    PublicPoint encryptionKey,
    long keySequence,
    Hash certificate) {
  /** As a recipient of key envelopes. */
  public Envelopes.Recipient recipient() {
    return new Envelopes.Recipient(participant, encryptionKey, keySequence);
  }
}
