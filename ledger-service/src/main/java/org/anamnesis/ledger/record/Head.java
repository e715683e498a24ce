package org.anamnesis.ledger.record;

import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;

/**
 * The last version of a record on the chain.
 *
 * @param record which record
 * @param version its number, from 1
 * @param patient whose
 * @param author who wrote this version
 * @param store where its octets are
 * @param suite how they are sealed
 * @param contentHash of the sealed octets
 * @param sealedLength how many they are, a {@code u64}
 * @param metadataHash of the sealed metadata and the clear fields
 * @param keyCommitment of the data key
 * @param operation the REGISTER
 * @param block its block
 * @param transaction its transaction's hash
 * @param time of its block in Unix seconds
 */
public record Head(
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
    TransactionHash transaction,
    long time) {}
