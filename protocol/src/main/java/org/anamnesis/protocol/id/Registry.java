package org.anamnesis.protocol.id;

/**
 * The registry contract that a message is for: words 2 and 3 of every message. A signature for one
 * registry means nothing to another.
 *
 * @param chainId the chain's EIP-155 number, positive
 * @param address the contract's address
 */
public record Registry(long chainId, EthereumAddress address) {
  /** Refuses a chain id that is not positive. */
  public Registry {
    if (chainId <= 0) {
      throw new IllegalArgumentException("a chain id is positive");
    }
  }
}
