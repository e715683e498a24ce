package org.anamnesis.protocol.network;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code network.json} ({@code docs/http-api.md}): which chain and contract, and whose keys a
 * client pins.
 *
 * @param chainId EIP-155 number, positive
 * @param genesisHash {@code 0x} and 64 digits
 * @param registry the contract
 * @param registryCodeHash Keccak of the contract's code, {@code 0x} and 64 digits
 * @param registryBlock the block that the contract was deployed in
 * @param gateways origins of the gateways
 */
public record NetworkFile(
    long chainId,
    String genesisHash,
    EthereumAddress registry,
    String registryCodeHash,
    long registryBlock,
    List<URI> gateways,
    List<Organisation> organisations,
    List<Registrar> registrars,
    List<Store> stores) {
  private static final String HASH = "0x[0-9a-f]{64}";

  /** An organisation of the consortium. */
  public record Organisation(OrganisationId id, String name) {}

  /** Somebody who enrols people for an organisation, with their keys as the consortium voted. */
  public record Registrar(
      ParticipantId participant,
      OrganisationId organisation,
      PublicPoint signingKey,
      PublicPoint encryptionKey) {}

  /** A record service and the key of its acceptances. */
  public record Store(StoreId id, OrganisationId organisation, PublicPoint signingKey) {}

  /** Copies and checks. */
  public NetworkFile {
    gateways = List.copyOf(gateways);
    organisations = List.copyOf(organisations);
    registrars = List.copyOf(registrars);
    stores = List.copyOf(stores);
    if (chainId < 1
        || registryBlock < 0
        || !genesisHash.matches(HASH)
        || !registryCodeHash.matches(HASH)) {
      throw new IllegalArgumentException(
          "network.json needs a positive chainId, a registryBlock, and hashes of 0x and 64 digits");
    }
  }

  /** Reads the file; one that is missing or misshapen is one clear sentence. */
  public static NetworkFile read(Path file, JsonMapper json) {
    if (!Files.isReadable(file)) {
      throw new IllegalStateException("The network file " + file + " is missing or not readable.");
    }
    try {
      return json.readValue(file, NetworkFile.class);
    } catch (JacksonException misshapen) {
      throw new IllegalStateException(
          "The network file " + file + " is not a network.json: " + misshapen.getOriginalMessage(),
          misshapen);
    }
  }

  /** For which contract operations are signed. */
  public Registry operationsFor() {
    return new Registry(chainId, registry);
  }

  /** A store that the network file names. */
  public Optional<Store> store(StoreId id) {
    return stores.stream().filter(store -> store.id().equals(id)).findFirst();
  }
}
