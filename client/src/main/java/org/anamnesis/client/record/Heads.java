package org.anamnesis.client.record;

import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.chain.PinnedRegistry;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.contracts.registry.RegistryState;
import org.anamnesis.protocol.id.RecordId;

/** Heads of records, each held to the contract's state and to the event that registered it. */
public final class Heads {
  private final Gateway gateway;
  private final PinnedRegistry registry;

  /** Heads through a gateway, compared with a registry. */
  public Heads(Gateway gateway, PinnedRegistry registry) {
    this.gateway = gateway;
    this.registry = registry;
  }

  /**
   * The head of a record, true to the chain.
   *
   * @throws ChainMismatchException if the ledger service says anything else than the chain
   */
  public RecordHead of(RecordId record) {
    RecordHead said = gateway.get("/v1/records/" + record.hex() + "/head", RecordHead.class);
    RegistryEvent.Registered event =
        registry.registration(transaction(said), record, said.version());
    RegistryState.Head head =
        registry
            .head(record)
            .orElseThrow(() -> new ChainMismatchException("The contract has no such record."));
    boolean same =
        said.record().equals(record)
            && head.version() == said.version()
            && head.contentHash().equals(said.contentHash())
            && head.patient().equals(said.patient())
            && head.author().equals(said.author())
            && event.contentHash().equals(said.contentHash())
            && event.patient().equals(said.patient())
            && event.author().equals(said.author())
            && event.store().equals(said.store())
            && event.suite() == said.suite()
            && event.sealedLength() == said.sealedLength()
            && event.metadataHash().equals(said.metadataHash())
            && event.keyCommitment().equals(said.keyCommitment());
    if (!same) {
      throw new ChainMismatchException(
          "The ledger service says something else about this record than the chain does.");
    }
    return said;
  }

  private static TransactionHash transaction(RecordHead said) {
    try {
      return new TransactionHash(said.transaction());
    } catch (IllegalArgumentException e) {
      throw new ChainMismatchException("The ledger service names no transaction.");
    }
  }
}
