package org.anamnesis.ledger.index;

import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.protocol.operation.SignedOperation;
import org.jspecify.annotations.Nullable;

/**
 * An event of the registry and the signed operation that caused it.
 *
 * @param index its place among all logs of the block
 * @param transaction the transaction that it happened in
 * @param event what happened
 * @param cause the operation as the transaction carried it; null if none did, or if it cannot be
 *     read there
 */
public record FollowedEvent(
    int index, TransactionHash transaction, RegistryEvent event, @Nullable SignedOperation cause) {}
