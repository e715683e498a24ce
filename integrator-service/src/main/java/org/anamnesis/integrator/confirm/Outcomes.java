package org.anamnesis.integrator.confirm;

import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.integrator.batch.Batches;
import org.anamnesis.integrator.batch.CarriedByOthers;
import org.anamnesis.integrator.claim.Relayer;

/** Reads what became of each operation of a batch: from its receipt, and from before it. */
public final class Outcomes {
  private final Relayer relayer;
  private final Batches batches;
  private final CarriedByOthers carriedByOthers;

  /** The outcomes of a relayer's batches. */
  public Outcomes(Relayer relayer, Batches batches, CarriedByOthers carriedByOthers) {
    this.relayer = relayer;
    this.batches = batches;
    this.carriedByOthers = carriedByOthers;
  }

  BatchOutcome of(long batch, Receipt receipt) {
    BatchOutcome said =
        BatchOutcome.of(batches.operations(batch), relayer.registry().address(), receipt.logs());
    return said.carried(carriedByOthers.find(said.refused(), receipt.block()));
  }
}
