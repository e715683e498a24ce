package org.anamnesis.integrator.batch;

import java.util.OptionalLong;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.contracts.registry.RegistryState;
import org.anamnesis.integrator.claim.Relayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next nonce and the next batch number. The database knows them once something was signed; the
 * chain is asked for a beginning, and for what somebody else did with the key.
 */
public final class NextNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(NextNumbers.class);

  private final EthereumNode node;
  private final Relayer relayer;
  private final Transactions transactions;
  private final Batches batches;

  /** The numbers of a relayer. */
  public NextNumbers(
      EthereumNode node, Relayer relayer, Transactions transactions, Batches batches) {
    this.node = node;
    this.relayer = relayer;
    this.transactions = transactions;
    this.batches = batches;
  }

  /**
   * The next nonce to sign, past everything that was signed here or mined.
   *
   * @param mined the nonce that the chain took next when it was asked last
   */
  public long nonce(long mined) {
    OptionalLong last = transactions.lastNonce();
    long own = last.isPresent() ? last.getAsLong() + 1 : mined;
    if (mined > own) {
      LOG.warn(
          "signer {}: expected to sign nonce {} next, the chain is at {}; the key is used elsewhere",
          relayer.address(),
          own,
          mined);
    }
    return Math.max(own, mined);
  }

  /** The next batch number. */
  public long batch() {
    OptionalLong last = batches.lastNumber();
    return last.isPresent() ? last.getAsLong() + 1 : relayerOnChain().nextBatch();
  }

  /** The batch number that the contract takes next. */
  public long batchOnChain() {
    return relayerOnChain().nextBatch();
  }

  /**
   * Checks that the contract knows this relayer, and this database what the relayer has done.
   *
   * @throws RelayerMismatchException with a sentence if not
   */
  public void requireAgreement() {
    RegistryState.Relayer onChain = relayerOnChain();
    OptionalLong last = batches.lastNumber();
    if (!onChain.accredited()) {
      throw new RelayerMismatchException(
          "account " + relayer.address() + " was dismissed as a relayer of this registry");
    }
    if (last.isPresent() && onChain.nextBatch() > last.getAsLong() + 1) {
      throw new RelayerMismatchException(
          "the contract has applied the batches of account "
              + relayer.address()
              + " up to "
              + (onChain.nextBatch() - 1)
              + ", this database knows them up to "
              + last.getAsLong()
              + "; it is an older copy, or another integrator has the key");
    }
  }

  private RegistryState.Relayer relayerOnChain() {
    return new RegistryContract(node, relayer.registry().address())
        .relayer(relayer.address())
        .orElseThrow(() ->
            new RelayerMismatchException(
                "account " + relayer.address() + " is no accredited relayer of this registry"));
  }
}
