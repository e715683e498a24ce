package org.anamnesis.integrator.submit;

import java.time.Clock;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.SendOutcome;
import org.anamnesis.integrator.batch.CarryingTransaction;
import org.anamnesis.integrator.batch.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives signed transactions to the node. The idempotency key is the transaction's hash: the same
 * octets sent twice are mined once, so a crash before the answer was written down does no harm.
 */
public final class Sending {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private final EthereumNode node;
  private final Transactions transactions;
  private final SubmitSettings settings;
  private final Clock clock;

  /** Sends to a node. */
  public Sending(
      EthereumNode node, Transactions transactions, SubmitSettings settings, Clock clock) {
    this.node = node;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Sends, in order of nonces, what was never sent or has waited too long for its receipt. */
  public void once() {
    for (CarryingTransaction transaction : transactions.inFlight()) {
      if (isDue(transaction) && !send(transaction)) {
        return;
      }
    }
  }

  private boolean isDue(CarryingTransaction transaction) {
    return transaction
        .sentAt()
        .map(sent -> !sent.plus(settings.resendAfter()).isAfter(clock.instant()))
        .orElse(true);
  }

  private boolean send(CarryingTransaction transaction) {
    if (transaction.sentAt().isPresent()) {
      LOG.warn(
          "transaction {}: no receipt since {}, sent again",
          transaction.signed().hash(),
          transaction.sentAt().get());
    }
    return switch (node.send(transaction.signed())) {
      case SendOutcome.Accepted a -> sent(transaction);
      case SendOutcome.AlreadyKnown a -> sent(transaction);
      // It is mined, or another one is: the receipt tells, and it is read next.
      case SendOutcome.NonceTooLow n -> sent(transaction);
      case SendOutcome.NotNow later -> {
        LOG.warn(
            "transaction {}: the node does not take it now: {}",
            transaction.signed().hash(),
            later.reason());
        yield false;
      }
      case SendOutcome.Rejected r -> {
        LOG.error(
            "transaction {}: the node refuses it: {} ({})",
            transaction.signed().hash(),
            r.reason(),
            r.code());
        transactions.markRefused(transaction, r.reason() + " (" + r.code() + ")");
        yield false;
      }
    };
  }

  private boolean sent(CarryingTransaction transaction) {
    transactions.markSent(transaction);
    return true;
  }
}
