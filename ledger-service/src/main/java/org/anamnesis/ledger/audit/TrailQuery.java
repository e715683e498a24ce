package org.anamnesis.ledger.audit;

import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * What to look for on the trail; null does not restrict.
 *
 * @param patient whose history
 * @param record which record
 * @param actor who signed
 * @param purpose why
 * @param organisation whose stores; the caller's bounds, never a wish of theirs
 * @param from block time at least, Unix seconds
 * @param to block time below, Unix seconds
 */
public record TrailQuery(
    @Nullable ParticipantId patient,
    @Nullable RecordId record,
    @Nullable ParticipantId actor,
    @Nullable Purpose purpose,
    @Nullable OrganisationId organisation,
    @Nullable Long from,
    @Nullable Long to) {
  TrailQuery ofPatient(ParticipantId bound) {
    return new TrailQuery(bound, record, actor, purpose, organisation, from, to);
  }

  TrailQuery ofOrganisation(OrganisationId bound) {
    return new TrailQuery(patient, record, actor, purpose, bound, from, to);
  }
}
