package org.anamnesis.contracts.chain;

import java.util.Optional;
import org.anamnesis.protocol.id.EthereumAddress;

/**
 * What a transaction asks for.
 *
 * @param to the contract called, empty to create one
 * @param input call data, or the creation code
 */
public record Call(Optional<EthereumAddress> to, Octets input) {
  /** A call of a contract. */
  public static Call of(EthereumAddress to, Octets input) {
    return new Call(Optional.of(to), input);
  }

  /** The creation of a contract. */
  public static Call creation(Octets code) {
    return new Call(Optional.empty(), code);
  }
}
