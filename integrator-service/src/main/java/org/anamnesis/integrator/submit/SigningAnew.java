package org.anamnesis.integrator.submit;

import java.util.List;
import org.anamnesis.integrator.batch.BatchSigning;
import org.anamnesis.integrator.batch.Batches;
import org.anamnesis.integrator.batch.NextNumbers;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.batch.UncarriedBatch;
import org.anamnesis.integrator.claim.Stops;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs batches anew whose transactions are final without having applied them. A revert takes every
 * batch behind it along, for the contract wants their numbers in order; so this waits until all of
 * them were mined, and then signs all in one commit, under fresh nonces, in order.
 */
public final class SigningAnew {
  private final Batches batches;
  private final Transactions transactions;
  private final BatchSigning signing;
  private final NextNumbers numbers;
  private final Stops stops;
  private final TransactionTemplate inTransaction;

  /** Signs with what {@code signing} signs with. */
  public SigningAnew(
      Batches batches,
      Transactions transactions,
      BatchSigning signing,
      NextNumbers numbers,
      Stops stops,
      TransactionTemplate inTransaction) {
    this.batches = batches;
    this.transactions = transactions;
    this.signing = signing;
    this.numbers = numbers;
    this.stops = stops;
    this.inTransaction = inTransaction;
  }

  /**
   * Says whether every batch is carried by a transaction now, so that new ones may be closed.
   *
   * @param mined the nonce that the chain took next when it was asked last
   */
  public boolean once(long mined) {
    List<UncarriedBatch> uncarried = batches.uncarried();
    if (uncarried.isEmpty()) {
      return true;
    }
    if (transactions.countInFlight() > 0) {
      return false;
    }
    long expected = numbers.batchOnChain();
    if (expected != uncarried.getFirst().number()) {
      stops.stop(
          "the contract takes batch "
              + expected
              + " next, the first one here that is not applied is "
              + uncarried.getFirst().number());
      return false;
    }
    long first = numbers.nonce(mined);
    inTransaction.executeWithoutResult(status -> sign(uncarried, first));
    return true;
  }

  private void sign(List<UncarriedBatch> uncarried, long first) {
    long nonce = first;
    for (UncarriedBatch batch : uncarried) {
      signing.signAnew(batch, nonce);
      nonce++;
    }
  }
}
