package org.anamnesis.record.world;

import java.util.List;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does in the outbox what the integrator does once the chain has spoken, as a test says it did. */
public final class StubIntegrator {
  private final OutboxClaims claims;
  private final StubLedger ledger;
  private long block = 10;

  StubIntegrator(JdbcClient database, StubLedger ledger) {
    this.claims = new OutboxClaims(database);
    this.ledger = ledger;
  }

  /** The chain has taken operations, and the ledger has indexed their block. */
  public synchronized long anchor(OperationId... operations) {
    block++;
    claims.markSubmitted(List.of(operations));
    claims.markAnchored(List.of(operations), in(block, operations[0]));
    ledger.block(block);
    return block;
  }

  /** The contract has refused an operation. */
  public synchronized void reject(OperationId operation, RejectionReason reason) {
    block++;
    claims.markSubmitted(List.of(operation));
    claims.markRejected(List.of(operation), reason, in(block, operation));
  }

  private static Anchor in(long block, OperationId operation) {
    return new Anchor(block, Hash.sha256(operation.bytes()));
  }
}
