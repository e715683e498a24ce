package org.anamnesis.integrator.confirm;

import java.util.List;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.integrator.batch.Batches;
import org.anamnesis.integrator.batch.CarryingTransaction;
import org.anamnesis.integrator.batch.MinedTransaction;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.id.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what a receipt says, in the caller's transaction: the transaction's state and that of
 * all its operations together. Settling twice changes nothing.
 */
public final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private final Lease lease;
  private final Stops stops;
  private final Batches batches;
  private final Transactions transactions;
  private final Destinations destinations;

  /** Where outcomes go. */
  public record Destinations(OutboxClaims claims, DeadLetters deadLetters) {}

  /** Settles what the relayer sent that holds the lease. */
  public Settling(
      Lease lease,
      Stops stops,
      Batches batches,
      Transactions transactions,
      Destinations destinations) {
    this.lease = lease;
    this.stops = stops;
    this.batches = batches;
    this.transactions = transactions;
    this.destinations = destinations;
  }

  /** {@code outcome} says what the receipt means for the operations; nothing if it reverted. */
  void settle(CarryingTransaction transaction, Receipt receipt, BatchOutcome outcome) {
    lease.requireHeld();
    boolean consequence = !batches.uncarried().isEmpty();
    if (!transactions.markMined(transaction, receipt)) {
      return;
    }
    if (receipt.succeeded()) {
      applied(transaction, receipt, outcome);
    } else {
      reverted(transaction, receipt, consequence);
    }
  }

  private void applied(CarryingTransaction transaction, Receipt receipt, BatchOutcome outcome) {
    Anchor anchor = anchor(receipt.transaction(), receipt.block());
    OutboxClaims claims = destinations.claims();
    claims.markAnchored(outcome.anchored(), anchor);
    outcome.elsewhere().forEach((id, other) -> claims.markAnchored(List.of(id), other));
    outcome.rejected().forEach((reason, ids) -> claims.markRejected(ids, reason, anchor));
    outcome
        .unknown()
        .forEach((id, reason) -> destinations.deadLetters().add(id, transaction.batch(), reason));
    LOG.info(
        "batch {}: applied in block {}, gas {} of {}; {} anchored, {} before by others, {} rejected, {} dead letters",
        transaction.batch(),
        receipt.block(),
        receipt.gasUsed(),
        transaction.signed().gasLimit(),
        outcome.anchored().size(),
        outcome.elsewhere().size(),
        outcome.refused().size(),
        outcome.unknown().size());
  }

  private void reverted(CarryingTransaction transaction, Receipt receipt, boolean consequence) {
    long limit = transaction.signed().gasLimit();
    boolean outOfGas = receipt.gasUsed() >= limit;
    LOG.warn(
        "batch {}: transaction {} reverted in block {}, gas {} of {}",
        transaction.batch(),
        receipt.transaction(),
        receipt.block(),
        receipt.gasUsed(),
        limit);
    if (consequence || (outOfGas && limit < GasBounds.TRANSACTION_CAP)) {
      return;
    }
    stops.stop(
        "transaction "
            + receipt.transaction()
            + " of batch "
            + transaction.batch()
            + " reverted in block "
            + receipt.block()
            + (outOfGas ? " for want of gas" : " for a reason that is not known"));
  }

  void replaced(CarryingTransaction transaction) {
    lease.requireHeld();
    transactions.markReplaced(transaction);
    stops.stop(
        "nonce "
            + transaction.signed().nonce()
            + " was used by a transaction that was not signed here: two processes share the key");
  }

  void lost(MinedTransaction transaction) {
    lease.requireHeld();
    LOG.warn(
        "transaction {}: block {} that held it is gone, it is sent again",
        transaction.hash(),
        transaction.block());
    transactions.markLost(transaction);
    destinations.claims().markLost(anchor(transaction.hash(), transaction.block()));
  }

  private static Anchor anchor(TransactionHash transaction, long block) {
    return new Anchor(block, Hash.parse(transaction.text().substring(2)));
  }
}
