package org.anamnesis.client.record;

import java.util.List;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * The body of {@code POST /v1/records}: all of a new version but its octets. It holds nothing
 * secret.
 */
record Registration(
    SignedOperation operation,
    List<Envelope> envelopes,
    Octets metadata,
    Category category,
    long time) {}
