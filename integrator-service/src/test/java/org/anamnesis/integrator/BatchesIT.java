package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.Test;

class BatchesIT extends IntegratorCase {
  private static final RunningIntegrator.Options USUAL = RunningIntegrator.Options.USUAL;

  @Test
  void anchorsAnAcceptedOperation() {
    OperationId id = register();
    RunningIntegrator integrator = start();

    assertThat(integrator.round()).isEqualTo(Round.Outcome.WORKED);
    assertThat(database.state(id)).isEqualTo(new OperationState.Submitted());

    integrator.round();
    assertAnchoredOnce(id);
    assertThat(integrator.round()).isEqualTo(Round.Outcome.WORKED);
    assertThat(integrator.node.sent()).hasSize(1);
  }

  @Test
  void anchorsAThousandSmallRecordsInAHandfulOfTransactions() {
    List<OperationId> ids = registers(1_000);
    RunningIntegrator integrator = start();

    settle(integrator, ids);

    assertThat(ids)
        .allSatisfy(
            id -> assertThat(database.state(id)).isInstanceOf(OperationState.Anchored.class));
    assertThat(integrator.node.sent()).extracting(SignedTransaction::hash).doesNotHaveDuplicates();
    assertThat(integrator.node.sent()).hasSizeLessThanOrEqualTo(9);
    assertThat(database.count("integrator.chain_tx WHERE gas_used > gas_limit")).isZero();
  }

  @Test
  void waitsForCompanyUntilTheOldestIsOldEnough() {
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 3, Duration.ofSeconds(5), 16));
    List<OperationId> ids = registers(2);

    integrator.round();
    assertThat(integrator.node.sent()).isEmpty();

    clock.pass(Duration.ofSeconds(5));
    settleFromTheChain(integrator, ids);
    assertThat(integrator.node.sent()).hasSize(1);
  }

  @Test
  void closesAFullBatchWithoutWaiting() {
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 3, Duration.ofSeconds(5), 16));
    List<OperationId> ids = registers(4);

    integrator.round();

    assertThat(ids.stream().map(database::state).map(OperationState::name))
        .containsExactly("SUBMITTED", "SUBMITTED", "SUBMITTED", "ACCEPTED");
    assertThat(integrator.node.sent()).hasSize(1);
  }

  @Test
  void closesABatchThatIsFullOfGas() {
    RunningIntegrator integrator = start(USUAL.batch(1_000_000, 500, Duration.ofSeconds(5), 16));
    registers(10);

    integrator.round();

    assertThat(database.count("integrator.batch")).isEqualTo(1);
    assertThat(database.count("integrator.batch WHERE operations = 8 AND estimated_gas <= 1000000"))
        .isEqualTo(1);
  }

  @Test
  void keepsAsManyTransactionsInFlightAsItMay() {
    chain.mineByHand();
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 1, Duration.ZERO, 3));
    List<OperationId> ids = registers(5);

    integrator.round();
    integrator.round();
    assertThat(database.count("integrator.chain_tx")).isEqualTo(3);

    chain.mine();
    integrator.round();
    assertThat(database.count("integrator.chain_tx")).isEqualTo(5);

    chain.mineAtOnce();
    settleFromTheChain(integrator, ids);
  }

  @Test
  void aRejectedOperationDoesNotHurtItsNeighbours() {
    OperationId before = register();
    SigningKey stranger = SigningKey.generate();
    accept(chain.enrol(stranger));
    OperationId again = accept(chain.enrol(stranger));
    OperationId after = register();
    RunningIntegrator integrator = start();

    settle(integrator, List.of(before, again, after));

    assertAnchoredOnce(before);
    assertAnchoredOnce(after);
    assertThat(database.state(again))
        .isInstanceOfSatisfying(
            OperationState.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(RejectionReason.ALREADY_ENROLLED));
    assertThat(integrator.node.sent()).hasSize(1);
  }

  @Test
  void doesNotSendWhatHasExpired() {
    SignedOperation enrol = chain.enrol(SigningKey.generate(), chain.node.head().timestamp() + 10);
    OperationId id = accept(enrol);
    chain.passTime(20);
    RunningIntegrator integrator = start();

    integrator.round();

    assertThat(database.state(id))
        .isEqualTo(new OperationState.Expired(java.util.Optional.empty()));
    assertThat(integrator.node.sent()).isEmpty();
  }

  @Test
  void whatExpiresOnItsWayEndsExpired() {
    SignedOperation enrol = chain.enrol(SigningKey.generate(), chain.node.head().timestamp() + 10);
    OperationId id = accept(enrol);
    OperationId neighbour = register();
    chain.mineByHand();
    RunningIntegrator integrator = start();
    integrator.round();
    chain.passTime(20);
    chain.mineAtOnce();

    settle(integrator, List.of(id, neighbour));

    assertThat(database.state(id))
        .isInstanceOfSatisfying(
            OperationState.Expired.class, it -> assertThat(it.anchor()).isPresent());
    assertAnchoredOnce(neighbour);
  }

  @Test
  void anOperationOfAnUnknownSignerIsADeadLetterUntilItIsTriedAgain() {
    SigningKey late = SigningKey.generate();
    OperationId early = accept(chain.register(late));
    OperationId neighbour = register();
    RunningIntegrator integrator = start();
    settle(integrator, List.of(neighbour));

    assertThat(database.state(early)).isEqualTo(new OperationState.Submitted());
    assertThat(integrator.deadLetters().oldest(10))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.operation()).isEqualTo(early);
          assertThat(letter.reason()).contains("UNKNOWN_SIGNER");
        });

    settle(integrator, List.of(accept(chain.enrol(late))));
    assertThat(integrator.deadLetters().retry(early)).isTrue();
    assertThat(integrator.deadLetters().retry(early)).isFalse();
    settle(integrator, List.of(early));

    assertThat(database.state(early)).isInstanceOf(OperationState.Anchored.class);
    assertThat(integrator.deadLetters().count()).isZero();
  }

  @Test
  void tellsTheRecordServiceTheAgeOfTheHead() {
    RunningIntegrator integrator = start();

    integrator.round();

    assertThat(database.outbox().backlog(10).head())
        .hasValueSatisfying(head -> {
          assertThat(head.block()).isEqualTo(chain.node.head().number());
          assertThat(head.blockTime()).isEqualTo(chain.node.head().timestamp());
          assertThat(head.seenAt()).isEqualTo(clock.instant());
        });
  }
}
