package org.anamnesis.integrator.batch;

import org.anamnesis.contracts.chain.TransactionHash;

/**
 * A transaction whose receipt was read.
 *
 * @param nonce the account's number for it
 * @param hash its hash
 * @param block the block that the receipt named
 */
public record MinedTransaction(long nonce, TransactionHash hash, long block) {}
