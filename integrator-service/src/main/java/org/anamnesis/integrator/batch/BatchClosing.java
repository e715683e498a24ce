package org.anamnesis.integrator.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.operation.Kind;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes batches of what is waiting. The batch, its signed transaction and the operations' state
 * SUBMITTED are one commit; its idempotency keys are the batch number and the nonce.
 */
public final class BatchClosing {
  private final OutboxClaims claims;
  private final Transactions transactions;
  private final BatchSigning signing;
  private final NextNumbers numbers;
  private final Limits limits;
  private final TransactionTemplate inTransaction;

  /**
   * When a batch is full or old enough.
   *
   * @param gas the most that one operation of a kind adds to a batch
   */
  public record Limits(BatchSettings settings, ToLongFunction<Kind> gas, Clock clock) {}

  /** Closes batches within these limits. */
  public BatchClosing(
      OutboxClaims claims,
      Transactions transactions,
      BatchSigning signing,
      NextNumbers numbers,
      Limits limits,
      TransactionTemplate inTransaction) {
    this.claims = claims;
    this.transactions = transactions;
    this.signing = signing;
    this.numbers = numbers;
    this.limits = limits;
    this.inTransaction = inTransaction;
  }

  /**
   * Closes at most one batch; says whether one was closed. The caller sees to it that no batch
   * waits to be signed anew, for numbers are taken in order.
   *
   * @param mined the nonce that the chain took next when it was asked last
   */
  public boolean once(long mined) {
    if (transactions.countInFlight() >= limits.settings().maxInFlight()
        || claims.waiting(1).depth() == 0) {
      return false;
    }
    long nonce = numbers.nonce(mined);
    long number = numbers.batch();
    return Boolean.TRUE.equals(inTransaction.execute(status -> close(number, nonce)));
  }

  private boolean close(long number, long nonce) {
    List<StoredOperation> claimed = claims.claim(limits.settings().maxOperations());
    List<StoredOperation> batch = fitting(claimed);
    boolean full =
        batch.size() < claimed.size() || batch.size() == limits.settings().maxOperations();
    if (batch.isEmpty() || !(full || isOld(batch.getFirst()))) {
      return false;
    }
    signing.close(number, nonce, gas(batch), batch);
    claims.markSubmitted(batch.stream().map(StoredOperation::id).toList());
    return true;
  }

  private List<StoredOperation> fitting(List<StoredOperation> claimed) {
    List<StoredOperation> batch = new ArrayList<>();
    long gas = gas(List.of());
    for (StoredOperation operation : claimed) {
      gas += limits.gas().applyAsLong(operation.kind());
      if (gas > limits.settings().maxGas()) {
        break;
      }
      batch.add(operation);
    }
    return batch;
  }

  private boolean isOld(StoredOperation oldest) {
    long ageMillis = limits.clock().millis() - oldest.acceptedAt() * 1000;
    return ageMillis >= limits.settings().maxAge().toMillis();
  }

  private long gas(List<StoredOperation> batch) {
    return GasBounds.of(List.of())
        + batch.stream().map(StoredOperation::kind).mapToLong(limits.gas()).sum();
  }
}
