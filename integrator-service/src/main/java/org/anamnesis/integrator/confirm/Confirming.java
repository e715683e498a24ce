package org.anamnesis.integrator.confirm;

import java.util.Optional;
import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.integrator.batch.CarryingTransaction;
import org.anamnesis.integrator.batch.MinedTransaction;
import org.anamnesis.integrator.batch.Transactions;
import org.anamnesis.integrator.claim.Relayer;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the receipts of what is in flight, in order of nonces, each settled in its own commit. */
public final class Confirming {
  private static final int LATE_BLOCKS = 16;

  private final EthereumNode node;
  private final Relayer relayer;
  private final Transactions transactions;
  private final Outcomes outcomes;
  private final Settling settling;
  private final TransactionTemplate inTransaction;

  /** Reads from the node that was written to. */
  public Confirming(
      EthereumNode node,
      Relayer relayer,
      Transactions transactions,
      Outcomes outcomes,
      Settling settling,
      TransactionTemplate inTransaction) {
    this.node = node;
    this.relayer = relayer;
    this.transactions = transactions;
    this.outcomes = outcomes;
    this.settling = settling;
    this.inTransaction = inTransaction;
  }

  /**
   * Settles everything that is mined, and says which nonce the chain takes next.
   *
   * @param head was read before
   */
  public long once(BlockHead head) {
    // As of the head and not of now: a node may count a block before it shows its receipts.
    long mined = node.minedNonce(relayer.address(), head.number());
    for (MinedTransaction transaction : transactions.minedFrom(mined, head.number())) {
      if (node.receipt(transaction.hash()).isEmpty()) {
        inTransaction.executeWithoutResult(status -> settling.lost(transaction));
      }
    }
    for (CarryingTransaction transaction : transactions.inFlightBefore(mined)) {
      if (!confirm(transaction, head)) {
        return mined;
      }
    }
    return mined;
  }

  /** Says whether the next one may be looked at; operations are settled in their order. */
  private boolean confirm(CarryingTransaction transaction, BlockHead head) {
    Optional<Receipt> found = node.receipt(transaction.signed().hash());
    if (found.isEmpty()) {
      return isReplaced(transaction.signed(), head) && replaced(transaction);
    }
    Receipt receipt = found.get();
    BatchOutcome outcome = outcomes.of(transaction.batch(), receipt);
    inTransaction.executeWithoutResult(status -> settling.settle(transaction, receipt, outcome));
    return true;
  }

  private boolean replaced(CarryingTransaction transaction) {
    inTransaction.executeWithoutResult(status -> settling.replaced(transaction));
    return true;
  }

  /**
   * Whether somebody else used the nonce: the block that did has a transaction of this account that
   * was not signed here. Without one only the receipt is still to come, for a busy node may show a
   * block, and even receipts of it, before all of its transactions and receipts. A block of long
   * ago has shown all that it has.
   */
  private boolean isReplaced(SignedTransaction signed, BlockHead head) {
    long block = head.number();
    long oldest = block - LATE_BLOCKS;
    while (block > 0 && node.minedNonce(relayer.address(), block - 1) > signed.nonce()) {
      block--;
      if (block < oldest) {
        return true;
      }
    }
    return node.block(block).stream()
        .flatMap(it -> it.transactions().stream())
        .anyMatch(it -> it.from().equals(relayer.address()) && !transactions.has(it.hash()));
  }
}
