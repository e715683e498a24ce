package org.anamnesis.integrator.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.MinedLog;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.contracts.registry.RegistryEvents;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Relayer;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;

/**
 * Finds operations that somebody else has carried to the chain, as {@code applyOne} lets anybody
 * and another organisation's relayer may. Asked before an operation ends as refused or expired, for
 * what the chain has applied is anchored, whoever carried it.
 */
public final class CarriedByOthers {
  /** Besu answers for no more blocks at once. */
  private static final long STRETCH = 5_000;

  /** At a block a second a little over a day, many times an operation's life. */
  private static final int MOST_STRETCHES = 20;

  private final EthereumNode node;
  private final Relayer relayer;
  private final Lease lease;

  /** Asks this node about the relayer's registry while the lease is held. */
  public CarriedByOthers(EthereumNode node, Relayer relayer, Lease lease) {
    this.node = node;
    this.relayer = relayer;
    this.lease = lease;
  }

  /**
   * Where the chain applied them, as far as it did in its last 100,000 blocks. The lease is renewed
   * before each question to the node, for all of them together may take longer than it holds.
   *
   * @param head height of the last block to look at, at most the chain's
   */
  public Map<OperationId, Anchor> find(Collection<OperationId> operations, long head) {
    Map<OperationId, Anchor> found = new HashMap<>();
    Set<OperationId> missing = new HashSet<>(operations);
    long last = head;
    for (int stretch = 0; stretch < MOST_STRETCHES && last >= 0 && !missing.isEmpty(); stretch++) {
      lease.requireHeld();
      long first = Math.max(0, last - STRETCH + 1);
      applied(missing, first, last).forEach(found::putIfAbsent);
      missing.removeAll(found.keySet());
      last = first - 1;
    }
    return found;
  }

  private Map<OperationId, Anchor> applied(Set<OperationId> operations, long first, long last) {
    Map<OperationId, Anchor> anchors = new HashMap<>();
    List<MinedLog> logs =
        node.logs(
            relayer.registry().address(),
            operations.stream().map(OperationId::value).toList(),
            first,
            last);
    for (MinedLog mined : logs) {
      if (RegistryEvents.decode(relayer.registry().address(), mined.log()).orElse(null)
              instanceof RegistryEvent.OfOperation event
          && !(event instanceof RegistryEvent.OperationRejected)) {
        anchors.putIfAbsent(
            event.id(),
            new Anchor(mined.block(), Hash.parse(mined.transaction().text().substring(2))));
      }
    }
    return anchors;
  }
}
