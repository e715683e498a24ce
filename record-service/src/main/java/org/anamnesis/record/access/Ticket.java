package org.anamnesis.record.access;

import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;

/**
 * What a ticket opens.
 *
 * @param access the ACCESS
 * @param session of the gateway
 * @param version the REGISTER of the version
 * @param expiresAt Unix seconds
 */
public record Ticket(
    OperationId access,
    ParticipantId reader,
    String session,
    OperationId version,
    Purpose purpose,
    long expiresAt) {}
