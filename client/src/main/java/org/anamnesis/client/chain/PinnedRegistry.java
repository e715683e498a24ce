package org.anamnesis.client.chain;

import java.util.Optional;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.contracts.registry.RegistryEvents;
import org.anamnesis.contracts.registry.RegistryState;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * The registry of {@code network.json}, asked only after chain, genesis and code were found to be
 * the pinned ones.
 */
public final class PinnedRegistry {
  private final NetworkFile network;
  private final EthereumNode node;
  private final RegistryContract contract;
  private boolean checked;

  /** A registry at a node; nothing is asked yet. */
  public PinnedRegistry(NetworkFile network, EthereumNode node) {
    this.network = network;
    this.node = node;
    this.contract = new RegistryContract(node, network.registry());
  }

  /** The head of a record, empty if the chain has none. */
  public Optional<RegistryState.Head> head(RecordId record) {
    return contract().record(record);
  }

  /** A participant, empty if the chain has none. */
  public Optional<RegistryState.Participant> participant(ParticipantId id) {
    return contract().participant(id);
  }

  /** The sequence of the last consent to a grantee, 0 if there was none. */
  public long consentSequence(ParticipantId patient, RecordId record, Id grantee) {
    return contract()
        .consent(patient, record, grantee)
        .map(RegistryState.Consent::sequence)
        .orElse(0L);
  }

  /**
   * The event by which a version was registered, in the transaction that a service named.
   *
   * @throws ChainMismatchException if that transaction did not register it
   */
  public RegistryEvent.Registered registration(
      TransactionHash transaction, RecordId record, long version) {
    contract();
    Receipt receipt =
        node.receipt(transaction)
            .orElseThrow(
                () -> new ChainMismatchException("The chain does not have the named transaction."));
    return receipt.logs().stream()
        .flatMap(log -> RegistryEvents.decode(network.registry(), log).stream())
        .filter(RegistryEvent.Registered.class::isInstance)
        .map(RegistryEvent.Registered.class::cast)
        .filter(event -> event.record().equals(record) && event.version() == version)
        .findFirst()
        .orElseThrow(() ->
            new ChainMismatchException(
                "The named transaction did not register this version of the record."));
  }

  private synchronized RegistryContract contract() {
    if (!checked) {
      String genesis = node.block(0).map(block -> block.hash().text()).orElse("none");
      if (node.chainId() != network.chainId() || !genesis.equals(network.genesisHash())) {
        throw new ChainMismatchException("The node is of another chain than network.json pins.");
      }
      if (!("0x" + contract.codeHash().hex()).equals(network.registryCodeHash())) {
        throw new ChainMismatchException(
            "The contract at the registry's address is another than network.json pins.");
      }
      checked = true;
    }
    return contract;
  }
}
