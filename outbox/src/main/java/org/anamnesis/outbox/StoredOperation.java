package org.anamnesis.outbox;

import java.util.Optional;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Kind;

/**
 * A row of the outbox.
 *
 * @param seq its place in the order of acceptance
 * @param id its name
 * @param kind any but SESSION
 * @param signer who signed it (first)
 * @param patient the patient concerned, if it names one
 * @param frame the words that the contract is given; with a registry the signed operation is read
 *     back from it
 * @param acceptedAt Unix seconds
 * @param anchoredBy Unix seconds
 * @param acceptance the store's signature of the acceptance
 * @param state how far it has come
 */
public record StoredOperation(
    long seq,
    OperationId id,
    Kind kind,
    ParticipantId signer,
    Optional<ParticipantId> patient,
    Frame frame,
    long acceptedAt,
    long anchoredBy,
    Signature acceptance,
    OperationState state) {}
