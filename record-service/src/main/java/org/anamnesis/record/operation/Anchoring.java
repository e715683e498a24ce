package org.anamnesis.record.operation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.id.OperationId;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Waits for operations to reach their last state. One poll asks for all who wait; a waiter holds a
 * virtual thread, no connection and no transaction.
 */
@Component
public class Anchoring {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final Map<OperationId, CompletableFuture<StoredOperation>> waiting =
      new ConcurrentHashMap<>();

  Anchoring(Outbox outbox) {
    this.outbox = outbox;
  }

  /** The operation as of its last state, or as of 30 s later. */
  public StoredOperation await(StoredOperation operation) {
    if (operation.state().isFinal()) {
      return operation;
    }
    CompletableFuture<StoredOperation> last =
        waiting.computeIfAbsent(operation.id(), id -> new CompletableFuture<>());
    try {
      return last.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stillOpen) {
      return outbox.find(operation.id()).orElse(operation);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return operation;
    } finally {
      waiting.remove(operation.id(), last);
    }
  }

  /** Asks once for everybody who waits; a database that is down is asked again at the next turn. */
  @Scheduled(fixedDelay = 200, timeUnit = TimeUnit.MILLISECONDS)
  void pollOnce() {
    waiting.forEach((id, last) -> {
      try {
        outbox.find(id).filter(stored -> stored.state().isFinal()).ifPresent(last::complete);
      } catch (DataAccessException down) {
        org.slf4j.LoggerFactory.getLogger(Anchoring.class)
            .warn("operation {}: its state cannot be read", id, down);
      }
    });
  }
}
