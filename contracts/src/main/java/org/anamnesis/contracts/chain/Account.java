package org.anamnesis.contracts.chain;

import java.time.Duration;
import java.util.Optional;

/**
 * An account that sends one transaction after the other and waits until each is mined. For set-up
 * and tests; whoever sends much keeps its own nonces.
 */
public final class Account {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final EthereumNode node;
  private final AccountKey key;
  private final Duration patience;

  /** An account at a node; {@code patience} is how long it waits for one transaction. */
  public Account(EthereumNode node, AccountKey key, Duration patience) {
    this.node = node;
    this.key = key;
    this.patience = patience;
  }

  /** The account's key. */
  public AccountKey key() {
    return key;
  }

  /**
   * Sends a transaction and waits until it is mined; the receipt may be of a revert.
   *
   * @throws TransactionFailedException if the node does not take it or it is not mined in time
   */
  public Receipt transact(Call call, long gasLimit) {
    SignedTransaction transaction =
        key.sign(node.chainId(), node.pendingNonce(key.address()), gasLimit, call);
    SendOutcome outcome = node.send(transaction);
    return switch (outcome) {
      case SendOutcome.Accepted a -> await(transaction.hash());
      case SendOutcome.AlreadyKnown a -> await(transaction.hash());
      case SendOutcome.NonceTooLow n -> throw new TransactionFailedException("nonce too low");
      case SendOutcome.NotNow n -> throw new TransactionFailedException(n.reason());
      case SendOutcome.Rejected r -> throw new TransactionFailedException(r.reason());
    };
  }

  private Receipt await(TransactionHash hash) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Receipt> receipt = node.receipt(hash);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      pause();
    }
    throw new TransactionFailedException("transaction " + hash + " was not mined in " + patience);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransactionFailedException("interrupted while waiting for a transaction");
    }
  }
}
