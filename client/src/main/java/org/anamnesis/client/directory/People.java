package org.anamnesis.client.directory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.chain.PinnedRegistry;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.contracts.registry.RegistryState;
import org.anamnesis.protocol.directory.Directory;
import org.anamnesis.protocol.directory.DirectoryAnswer;
import org.anamnesis.protocol.directory.VerifiedParticipant;
import org.anamnesis.protocol.id.ParticipantId;

/**
 * Participants whose keys were checked against pinned registrars and against the contract. What was
 * found serves for five seconds, so that many records in a row ask once.
 */
public final class People {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Map<ParticipantId, Found> found = new ConcurrentHashMap<>();
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
    Found known = found.get(id);
    if (known != null && System.nanoTime() - known.at() < FRESH.toNanos()) {
      return known.person();
    }
    VerifiedParticipant person = check(id);
    found.put(id, new Found(person, System.nanoTime()));
    return person;
  }

  private VerifiedParticipant check(ParticipantId id) {
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

  private record Found(VerifiedParticipant person, long at) {}
}
