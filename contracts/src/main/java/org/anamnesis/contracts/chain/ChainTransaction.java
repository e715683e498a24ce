package org.anamnesis.contracts.chain;

import java.util.Optional;
import org.anamnesis.protocol.id.EthereumAddress;

/**
 * A mined transaction.
 *
 * @param hash its hash
 * @param from who sent it
 * @param to whom it calls, empty if it created a contract
 * @param input its call data
 */
public record ChainTransaction(
    TransactionHash hash, EthereumAddress from, Optional<EthereumAddress> to, Octets input) {}
