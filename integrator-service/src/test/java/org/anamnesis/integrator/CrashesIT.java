package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.integrator.claim.LeaseLostException;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.protocol.id.OperationId;
import org.junit.jupiter.api.Test;

/** Wherever the process ends, the next one neither loses nor doubles an operation. */
class CrashesIT extends IntegratorCase {
  @Test
  void beforeTheCommitOfABatchNothingHappened() {
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.transactions.crashBeforeCommit = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);
    assertThat(database.state(ids.getFirst())).isEqualTo(new OperationState.Accepted());

    settleFromTheChain(restart(), ids);
  }

  @Test
  void betweenTheCommitOfABatchAndItsSending() {
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.node.crashBeforeSend = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);
    assertThat(database.state(ids.getFirst())).isEqualTo(new OperationState.Submitted());

    settleFromTheChain(restart(), ids);
    assertThat(database.count("integrator.chain_tx")).isEqualTo(1);
  }

  @Test
  void afterTheSendingBeforeTheAnswerWhenItIsMined() {
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.node.crashAfterSend = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);

    RunningIntegrator next = restart();
    settleFromTheChain(next, ids);
    assertThat(next.node.sent()).isEmpty();
    assertThat(database.count("integrator.chain_tx")).isEqualTo(1);
  }

  @Test
  void afterTheSendingBeforeTheAnswerWhenItWaitsInThePool() {
    chain.mineByHand();
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.node.crashAfterSend = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);

    RunningIntegrator next = restart();
    next.round();
    assertThat(next.node.sent())
        .extracting(SignedTransaction::hash)
        .containsExactly(killed.node.sent().getFirst().hash());
    chain.mineAtOnce();
    settleFromTheChain(next, ids);
    assertThat(database.count("integrator.chain_tx")).isEqualTo(1);
  }

  @Test
  void beforeTheReceiptWasRead() {
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.round();
    killed.node.crashAtReceipt = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);

    settleFromTheChain(restart(), ids);
    assertThat(database.count("integrator.chain_tx")).isEqualTo(1);
  }

  @Test
  void beforeTheCommitOfWhatTheReceiptSaid() {
    List<OperationId> ids = registers(2);
    RunningIntegrator killed = start();
    killed.round();
    killed.transactions.crashBeforeCommit = true;
    assertThatThrownBy(killed::round).isInstanceOf(Crash.class);
    assertThat(database.state(ids.getFirst())).isEqualTo(new OperationState.Submitted());

    settleFromTheChain(restart(), ids);
  }

  @Test
  void afterEachCommitOfARound() {
    List<OperationId> ids = registers(2);
    int crashes = 0;
    while (!database.state(ids.getFirst()).isFinal()) {
      RunningIntegrator killed = restart();
      killed.transactions.crashAfterCommit = true;
      try {
        killed.round();
      } catch (Crash crash) {
        crashes++;
      }
    }

    assertThat(crashes).isEqualTo(2);
    ids.forEach(this::assertAnchoredOnce);
  }

  @Test
  void aStandbyWaitsAndSendsNothingUntilTheLeaseEnds() {
    List<OperationId> ids = registers(1);
    RunningIntegrator first = start();
    first.round();
    RunningIntegrator standby = start();
    List<OperationId> later = registers(1);

    assertThat(standby.round()).isEqualTo(Round.Outcome.STANDBY);
    assertThat(standby.node.sent()).isEmpty();
    assertThat(database.state(later.getFirst())).isEqualTo(new OperationState.Accepted());

    endLease();
    assertThat(standby.round()).isEqualTo(Round.Outcome.WORKED);
    assertThat(first.round()).isEqualTo(Round.Outcome.STANDBY);
    settleFromTheChain(standby, later);
    ids.forEach(this::assertAnchoredOnce);
  }

  @Test
  void aStandbyTakesOverAtOnceFromOneThatEndsInGoodOrder() {
    RunningIntegrator first = start();
    first.round();
    first.close();

    assertThat(start().round()).isEqualTo(Round.Outcome.WORKED);
  }

  @Test
  void whoLosesTheLeaseInTheMiddleOfARoundSignsNothing() {
    registers(1);
    RunningIntegrator slow = start();
    RunningIntegrator other = start();
    slow.node.whenHeadIsAsked(() -> {
      endLease();
      assertThat(other.takeLease()).isTrue();
    });

    assertThatThrownBy(slow::round).isInstanceOf(LeaseLostException.class);
    assertThat(database.count("integrator.chain_tx")).isZero();
    assertThat(database.count("outbox.operation WHERE state = 'ACCEPTED'")).isEqualTo(1);
  }

  @Test
  void whoLosesTheLeaseInTheMiddleOfARoundSettlesNothing() {
    List<OperationId> ids = registers(1);
    RunningIntegrator slow = start();
    RunningIntegrator other = start();
    slow.round();
    slow.node.whenHeadIsAsked(() -> {
      endLease();
      assertThat(other.takeLease()).isTrue();
    });

    assertThatThrownBy(slow::round).isInstanceOf(LeaseLostException.class);
    assertThat(database.state(ids.getFirst())).isEqualTo(new OperationState.Submitted());

    settleFromTheChain(other, ids);
    assertThat(database.count("integrator.chain_tx")).isEqualTo(1);
  }

  @Test
  void aRoundThatTakesLongerThanTheLeaseGoesOnIfNobodyTookIt() {
    List<OperationId> ids = registers(2);
    RunningIntegrator slow = start();
    slow.node.whenHeadIsAsked(this::endLease);

    settleFromTheChain(slow, ids);

    assertThat(start().round()).isEqualTo(Round.Outcome.STANDBY);
  }
}
