package org.anamnesis.client.directory;

import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.chain.PinnedRegistry;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.contracts.registry.RegistryState;
import org.anamnesis.protocol.directory.Directory;
import org.anamnesis.protocol.directory.DirectoryAnswer;
import org.anamnesis.protocol.directory.VerifiedParticipant;
import org.anamnesis.protocol.id.ParticipantId;

/** Participants whose keys were checked against pinned registrars and against the contract. */
public final class People {
  private final Gateway gateway;
  private final Directory directory;
  private final PinnedRegistry registry;

  /** A way to people through a gateway. */
  public People(Gateway gateway, Directory directory, PinnedRegistry registry) {
    this.gateway = gateway;
    this.directory = directory;
    this.registry = registry;
  }

  /**
   * Looks a participant up.
   *
   * @throws org.anamnesis.protocol.directory.DirectoryRefused if the answer does not lead to a
   *     pinned registrar
   * @throws ChainMismatchException if the contract has other keys, role, organisation or status
   */
  public VerifiedParticipant find(ParticipantId id) {
    VerifiedParticipant person =
        directory.verify(id, gateway.get("/v1/participants/" + id.hex(), DirectoryAnswer.class));
    RegistryState.Participant onChain =
        registry
            .participant(id)
            .orElseThrow(
                () -> new ChainMismatchException("The contract does not know this participant."));
    if (!onChain.signingKey().equals(person.signingKey())
        || onChain.role() != person.role()
        || onChain.status() != person.status()
        || !onChain.organisation().equals(person.organisation())) {
      throw new ChainMismatchException(
          "The contract says something else about this participant than the directory does.");
    }
    return person;
  }
}
