package org.anamnesis.integrator.confirm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.contracts.chain.ChainLog;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.contracts.registry.RegistryEvents;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OperationId;

/**
 * What the contract said about each operation of a batch.
 *
 * @param anchored those that it applied
 * @param rejected those that it refused after their signature was verified
 * @param elsewhere those that it refused because another transaction had carried them before
 * @param unknown those that it could not verify or was silent about, with the reason: their state
 *     must not change (PROTOCOL.md section 3)
 */
record BatchOutcome(
    List<OperationId> anchored,
    Map<RejectionReason, List<OperationId>> rejected,
    Map<OperationId, Anchor> elsewhere,
    Map<OperationId, String> unknown) {

  static BatchOutcome of(
      List<OperationId> operations, EthereumAddress registry, List<ChainLog> logs) {
    Map<OperationId, RegistryEvent> said = new HashMap<>();
    for (ChainLog log : logs) {
      if (RegistryEvents.decode(registry, log).orElse(null)
          instanceof RegistryEvent.OfOperation event) {
        said.putIfAbsent(event.id(), event);
      }
    }
    BatchOutcome outcome =
        new BatchOutcome(
            new ArrayList<>(),
            new EnumMap<>(RejectionReason.class),
            new HashMap<>(),
            new LinkedHashMap<>());
    operations.forEach(id -> outcome.add(id, said));
    return outcome;
  }

  /** All that were refused, for whatever reason. */
  List<OperationId> refused() {
    return rejected.values().stream().flatMap(List::stream).toList();
  }

  /** Takes out of the refused what another transaction had carried. */
  BatchOutcome carried(Map<OperationId, Anchor> byOthers) {
    elsewhere.putAll(byOthers);
    rejected.values().forEach(ids -> ids.removeAll(byOthers.keySet()));
    return this;
  }

  private void add(OperationId id, Map<OperationId, RegistryEvent> said) {
    RegistryEvent event = said.get(id);
    if (event == null) {
      unknown.put(id, "the contract emitted no event for it");
    } else if (!(event instanceof RegistryEvent.OperationRejected rejection)) {
      anchored.add(id);
    } else if (rejection.reason().setsState()) {
      rejected.computeIfAbsent(rejection.reason(), r -> new ArrayList<>()).add(id);
    } else {
      unknown.put(id, "the contract could not verify it: " + rejection.reason());
    }
  }
}
