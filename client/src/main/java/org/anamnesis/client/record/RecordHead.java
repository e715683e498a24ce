package org.anamnesis.client.record;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;

/** A record's head as the ledger service tells it; compared with the chain before use. */
public record RecordHead(
    RecordId record,
    long version,
    ParticipantId patient,
    ParticipantId author,
    StoreId store,
    int suite,
    Hash contentHash,
    long sealedLength,
    Hash metadataHash,
    Hash keyCommitment,
    OperationId operation,
    long block,
    String transaction,
    long time) {}
