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

  /** Sends what was never sent, in order of nonces, up to one that the node does not take. */
  public void unsent() {
    for (CarryingTransaction transaction : transactions.unsent()) {
      if (send(transaction) == Answer.REFUSED) {
        return;
      }
    }
  }

  /**
   * Sends again what has waited too long for its receipt: the one that the chain takes next, and
   * those behind it as long as the node turns out to have lost them. What it still has will be
   * mined in its turn.
   */
  public void again() {
    for (CarryingTransaction transaction :
        transactions.sentBy(clock.instant().minus(settings.resendAfter()))) {
      LOG.warn(
          "transaction {}: no receipt since {}, sent again",
          transaction.signed().hash(),
          transaction.sentAt().orElseThrow());
      if (send(transaction) != Answer.TAKEN) {
        return;
      }
    }
  }

  private enum Answer {
    TAKEN,
    KNOWN,
    REFUSED
  }

  private Answer send(CarryingTransaction transaction) {
    return switch (node.send(transaction.signed())) {
      case SendOutcome.Accepted a -> sent(transaction, Answer.TAKEN);
      case SendOutcome.AlreadyKnown a -> sent(transaction, Answer.KNOWN);
      // It is mined, or another one is: the receipt tells, and it is read next.
      case SendOutcome.NonceTooLow n -> sent(transaction, Answer.TAKEN);
      case SendOutcome.NotNow later -> {
        LOG.warn(
            "transaction {}: the node does not take it now: {}",
            transaction.signed().hash(),
            later.reason());
        yield Answer.REFUSED;
      }
      case SendOutcome.Rejected r -> {
        LOG.error(
            "transaction {}: the node refuses it: {} ({})",
            transaction.signed().hash(),
            r.reason(),
            r.code());
        transactions.markRefused(transaction, r.reason() + " (" + r.code() + ")");
        yield Answer.REFUSED;
      }
    };
  }

  private Answer sent(CarryingTransaction transaction, Answer answer) {
    transactions.markSent(transaction);
    return answer;
  }
}
