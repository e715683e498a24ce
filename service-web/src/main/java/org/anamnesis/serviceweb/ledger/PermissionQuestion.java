package org.anamnesis.serviceweb.ledger;

import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * May this actor? (PROTOCOL.md section 3.)
 *
 * @param record zero for all of the patient's
 * @param version 0 for the head
 * @param purpose for READ only
 * @param time Unix seconds
 */
public record PermissionQuestion(
    ParticipantId patient,
    ParticipantId actor,
    RecordId record,
    long version,
    Permission permission,
    @Nullable Purpose purpose,
    long time) {}
