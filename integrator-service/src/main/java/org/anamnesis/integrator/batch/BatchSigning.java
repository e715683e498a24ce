package org.anamnesis.integrator.batch;

import java.util.List;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.contracts.registry.RegistryCalls;
import org.anamnesis.integrator.claim.Lease;
import org.anamnesis.integrator.claim.Relayer;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs a batch under a nonce and keeps the octets, in the caller's transaction. */
public final class BatchSigning {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSigning.class);

  private final Relayer relayer;
  private final Lease lease;
  private final Batches batches;
  private final Transactions transactions;
  private final Outbox outbox;

  /** Signs with the relayer's key while the lease is held. */
  public BatchSigning(
      Relayer relayer, Lease lease, Batches batches, Transactions transactions, Outbox outbox) {
    this.relayer = relayer;
    this.lease = lease;
    this.batches = batches;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  /** Closes a batch and signs it. */
  void close(long number, long nonce, long estimatedGas, List<StoredOperation> operations) {
    lease.requireHeld();
    batches.close(number, estimatedGas, operations.stream().map(StoredOperation::id).toList());
    List<Frame> frames = operations.stream().map(StoredOperation::frame).toList();
    sign(number, nonce, limit(estimatedGas), frames);
  }

  /** Signs a batch once more; its contents are read back, and so unchanged. */
  public void signAnew(UncarriedBatch batch, long nonce) {
    lease.requireHeld();
    List<Frame> frames = batches.operations(batch.number()).stream().map(this::frame).toList();
    sign(batch.number(), nonce, batch.gasLimit(), frames);
  }

  private Frame frame(OperationId id) {
    return outbox
        .find(id)
        .orElseThrow(() -> new IllegalStateException("operation " + id + " left the outbox"))
        .frame();
  }

  /** A fifth more than the estimate, never over the cap. */
  private static long limit(long estimate) {
    return Math.min(GasBounds.TRANSACTION_CAP, estimate + estimate / 5);
  }

  private void sign(long number, long nonce, long gasLimit, List<Frame> frames) {
    SignedTransaction signed =
        relayer
            .key()
            .sign(
                relayer.registry().chainId(),
                nonce,
                gasLimit,
                RegistryCalls.applyBatch(relayer.registry().address(), number, frames));
    transactions.keep(signed, number);
    LOG.info(
        "batch {}: {} operations signed under nonce {}, gas limit {}, transaction {}",
        number,
        frames.size(),
        nonce,
        gasLimit,
        signed.hash());
  }
}
