package org.anamnesis.client.operation;

import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.id.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation is on its way.
 *
 * @param kind number of PROTOCOL.md section 2, absent in the first answer
 * @param state ACCEPTED, SUBMITTED, ANCHORED, REJECTED or EXPIRED
 * @param reason number of PROTOCOL.md section 3 if it was rejected
 * @param block height of the block that has it
 * @param transaction hash of the transaction that has it
 */
public record OperationStatus(
    OperationId operation,
    @Nullable Integer kind,
    String state,
    @Nullable Integer reason,
    @Nullable Long block,
    @Nullable String transaction,
    Acceptance acceptance) {
  /** Whether the chain has it. */
  public boolean isAnchored() {
    return state.equals("ANCHORED");
  }

  /** Whether nothing will change any more. */
  public boolean isFinal() {
    return isAnchored() || state.equals("REJECTED") || state.equals("EXPIRED");
  }
}
