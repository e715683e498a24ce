package org.anamnesis.ledger.participant;

import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;

/**
 * A record service as of a block.
 *
 * @param id which
 * @param organisation who runs it, for good
 * @param signingKey the key of its acceptances
 * @param status whether it takes records
 * @param sequence of its last STORE, a {@code u64}
 */
public record Store(
    StoreId id,
    OrganisationId organisation,
    PublicPoint signingKey,
    StoreStatus status,
    long sequence) {}
