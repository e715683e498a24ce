package org.anamnesis.record.operation;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.id.OperationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Waits for operations to reach their last state. One poll asks for all who wait; a waiter holds a
 * virtual thread, no connection and no transaction.
 */
@Component
public class Anchoring {
  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

  Anchoring(Outbox outbox) {
    this.outbox = outbox;
  }

  /** The operation as of its last state, or as of 30 s later. */
  public StoredOperation await(StoredOperation operation) {
    if (operation.state().isFinal()) {
      return operation;
    }
    Waiter waiter = new Waiter(operation.id(), new CompletableFuture<>());
    waiting.add(waiter);
    try {
      return waiter.last().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stillOpen) {
      return outbox.find(operation.id()).orElse(operation);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return operation;
    } finally {
      waiting.remove(waiter);
    }
  }

  /** Asks once for everybody who waits; a database that is down is asked again at the next turn. */
  @Scheduled(fixedDelay = 200, timeUnit = TimeUnit.MILLISECONDS)
  void pollOnce() {
    Set<Waiter> asked = Set.copyOf(waiting);
    if (asked.isEmpty()) {
      return;
    }
    try {
      Map<OperationId, StoredOperation> ended =
          outbox.ended(asked.stream().map(Waiter::operation).collect(Collectors.toSet()));
      for (Waiter waiter : asked) {
        StoredOperation last = ended.get(waiter.operation());
        if (last != null) {
          waiter.last().complete(last);
        }
      }
    } catch (DataAccessException down) {
      LOG.warn("the states of {} operations cannot be read", asked.size(), down);
    }
  }

  private record Waiter(OperationId operation, CompletableFuture<StoredOperation> last) {}
}
