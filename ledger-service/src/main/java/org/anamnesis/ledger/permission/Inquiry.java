package org.anamnesis.ledger.permission;

import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * May this actor?
 *
 * @param patient whose records
 * @param actor who asks
 * @param record which record, zero for all of the patient's
 * @param version which version, 0 for the head
 * @param permission what for
 * @param purpose why; READ without it is refused
 * @param time when, Unix seconds, a {@code u64}
 */
public record Inquiry(
    ParticipantId patient,
    ParticipantId actor,
    RecordId record,
    long version,
    Permission permission,
    @Nullable Purpose purpose,
    long time) {}
