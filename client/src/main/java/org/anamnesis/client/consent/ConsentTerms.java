package org.anamnesis.client.consent;

import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;

/**
 * What is consented to.
 *
 * @param record zero for all of the patient's records
 * @param notBefore Unix seconds, inside
 * @param notAfter Unix seconds, outside; {@link org.anamnesis.protocol.operation.Operation#FOREVER}
 *     for no end
 */
public record ConsentTerms(
    ParticipantId patient,
    ParticipantId grantee,
    RecordId record,
    Permissions permissions,
    Purposes purposes,
    Effect effect,
    long notBefore,
    long notAfter) {
  boolean grantsReading() {
    return effect == Effect.ALLOW && permissions.contains(Permission.READ);
  }
}
