package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.Test;

/** Anybody may carry an operation; what the chain applied is anchored, whoever did. */
class CarriedByOthersIT extends IntegratorCase {
  @Test
  void whatSomebodyCarriedFirstIsAnchoredWhereTheyCarriedIt() {
    SignedOperation register = chain.register();
    OperationId id = accept(register);
    OperationId neighbour = register();
    Receipt theirs = carriedBySomebody(register);

    settle(start(), List.of(id, neighbour));

    assertAnchoredAt(id, theirs);
    assertAnchoredOnce(neighbour);
  }

  @Test
  void whatSomebodyCarriedInTimeIsAnchoredThoughItExpiredHere() {
    long validUntil = chain.node.head().timestamp() + 100;
    SignedOperation enrol = chain.enrol(SigningKey.generate(), validUntil);
    OperationId id = accept(enrol);
    OperationId late = accept(chain.enrol(SigningKey.generate(), validUntil));
    Receipt theirs = carriedBySomebody(enrol);
    chain.passTime(101);

    settle(start(), List.of(id, late));

    assertAnchoredAt(id, theirs);
    assertThat(database.state(late)).isInstanceOf(OperationState.Expired.class);
  }

  @Test
  void aRefusalOfTheSameOperationByOthersIsNoAnchor() {
    SigningKey person = SigningKey.generate();
    accept(chain.enrol(person));
    SignedOperation again = chain.enrol(person);
    OperationId id = accept(again);
    carriedBySomebody(chain.enrol(person));
    carriedBySomebody(again);

    settle(start(), List.of(id));

    assertThat(database.state(id))
        .isInstanceOfSatisfying(
            OperationState.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(RejectionReason.ALREADY_ENROLLED));
  }

  @Test
  void nothingIsSettledWhileNobodyCanTell() {
    SignedOperation register = chain.register();
    OperationId id = accept(register);
    Receipt theirs = carriedBySomebody(register);
    RunningIntegrator integrator = start();
    integrator.round();
    integrator.node.crashAtLogs = true;

    assertThatThrownBy(integrator::round).isInstanceOf(Crash.class);
    assertThat(database.state(id)).isEqualTo(new OperationState.Submitted());

    settle(restart(), List.of(id));
    assertAnchoredAt(id, theirs);
  }

  /** The questions about one batch may take longer than the lease holds. */
  @Test
  void theLeaseIsRenewedBeforeTheChainIsAsked() {
    SignedOperation register = chain.register();
    OperationId id = accept(register);
    Receipt theirs = carriedBySomebody(register);
    RunningIntegrator slow = start();
    RunningIntegrator standby = start();
    slow.round();
    slow.node.whenHeadIsAsked(this::endLease);
    slow.node.whenLogsAreAsked(() -> assertThat(standby.round()).isEqualTo(Round.Outcome.STANDBY));

    slow.round();

    assertAnchoredAt(id, theirs);
  }

  /** The chain makes a block for each transaction. */
  private static Receipt carriedBySomebody(SignedOperation operation) {
    chain.deployment.applyOne(Frame.of(operation));
    return chain.node.receipts(chain.node.head().number()).orElseThrow().getFirst();
  }

  private void assertAnchoredAt(OperationId id, Receipt receipt) {
    assertThat(database.state(id))
        .isInstanceOfSatisfying(
            OperationState.Anchored.class,
            it -> {
              assertThat(it.anchor().block()).isEqualTo(receipt.block());
              assertThat("0x" + it.anchor().transaction().hex())
                  .isEqualTo(receipt.transaction().text());
            });
  }
}
