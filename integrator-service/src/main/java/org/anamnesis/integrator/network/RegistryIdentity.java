package org.anamnesis.integrator.network;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * Which registry, beyond doubt: a chain that was reset has the same number and perhaps the same
 * address, but another genesis block.
 *
 * @param registry chain id and address
 * @param genesis hash of block 0
 * @param code Keccak-256 of the contract's code
 */
public record RegistryIdentity(Registry registry, Hash genesis, Hash code) {
  static RegistryIdentity of(NetworkFile network) {
    return new RegistryIdentity(
        network.operationsFor(), hash(network.genesisHash()), hash(network.registryCodeHash()));
  }

  static Hash hash(String prefixed) {
    return Hash.parse(prefixed.substring(2));
  }
}
