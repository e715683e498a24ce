package org.anamnesis.ledger.index;

import org.anamnesis.contracts.chain.BlockHash;
import org.anamnesis.protocol.id.Registry;

/**
 * Whose events the index holds.
 *
 * @param registry chain id and address
 * @param genesisHash the hash of the chain's block 0
 * @param block the block that the registry was deployed in
 */
public record FollowedRegistry(Registry registry, BlockHash genesisHash, long block) {}
