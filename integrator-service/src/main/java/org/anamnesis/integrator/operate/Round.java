package org.anamnesis.integrator.operate;

import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.contracts.chain.ChainUnavailableException;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.integrator.batch.BatchClosing;
import org.anamnesis.integrator.batch.Expiring;
import org.anamnesis.integrator.batch.NextNumbers;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Stops;
import org.anamnesis.integrator.confirm.Confirming;
import org.anamnesis.integrator.network.ChainGuard;
import org.anamnesis.integrator.submit.Sending;
import org.anamnesis.integrator.submit.SigningAnew;

/** One round of work: the body of the integrator's only loop. */
public final class Round {
  private final EthereumNode node;
  private final Pulse pulse;
  private final Rights rights;
  private final Work work;

  /** Whether this process may work, and for whom. */
  public record Rights(Lease lease, Stops stops, ChainGuard guard, NextNumbers numbers) {}

  /** The steps in their order. */
  public record Work(
      Confirming confirming,
      SigningAnew signingAnew,
      Expiring expiring,
      BatchClosing closing,
      Sending sending) {}

  /** What a round came to. */
  public enum Outcome {
    /** Another process holds the lease; nothing was done. */
    STANDBY,
    /** A person must look; receipts were read, nothing was signed or sent. */
    STOPPED,
    /** Everything was done that there was to do. */
    WORKED
  }

  /** A round over these steps. */
  public Round(EthereumNode node, Pulse pulse, Rights rights, Work work) {
    this.node = node;
    this.pulse = pulse;
    this.rights = rights;
    this.work = work;
  }

  /**
   * Runs once.
   *
   * @throws ChainUnavailableException if the node did not answer; the next round starts over
   */
  public Outcome once() {
    if (!rights.lease().hold()) {
      return Outcome.STANDBY;
    }
    try {
      return work();
    } catch (ChainUnavailableException e) {
      rights.guard().withdraw();
      throw e;
    }
  }

  private Outcome work() {
    rights.guard().requireApproved(rights.numbers()::requireAgreement);
    BlockHead head = node.head();
    pulse.beat(head);
    long mined = work.confirming().once(head);
    if (rights.stops().current().isPresent()) {
      return Outcome.STOPPED;
    }
    boolean carried = work.signingAnew().once(mined);
    if (rights.stops().current().isPresent()) {
      return Outcome.STOPPED;
    }
    work.sending().again();
    work.sending().unsent();
    if (carried) {
      work.expiring().once(head);
      closeAndSend(mined);
    }
    return Outcome.WORKED;
  }

  /** The chain works on one batch while the next one is signed. */
  private void closeAndSend(long mined) {
    while (work.closing().once(mined)) {
      work.sending().unsent();
    }
  }
}
