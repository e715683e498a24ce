package org.anamnesis.contracts.chain;

/**
 * A transaction that can be stored, sent, and sent again: the same octets are the same transaction.
 *
 * @param hash its hash, under which its receipt will stand
 * @param nonce the sender's number for it
 * @param gasLimit the most gas that it may take
 * @param raw the octets to send
 */
public record SignedTransaction(TransactionHash hash, long nonce, long gasLimit, Octets raw) {}
