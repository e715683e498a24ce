package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.contracts.registry.RegistryCalls;
import org.anamnesis.integrator.batch.RelayerMismatchException;
import org.anamnesis.integrator.network.ChainMismatchException;
import org.anamnesis.integrator.network.RegistryIdentity;
import org.anamnesis.integrator.operate.Round;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.junit.jupiter.api.Test;

class FaultsIT extends IntegratorCase {
  private static final RunningIntegrator.Options USUAL = RunningIntegrator.Options.USUAL;
  private static final long TOO_LITTLE = 1_000;

  @Test
  void whatRanOutOfGasIsSignedAnewWithAllThatFollowedIt() {
    chain.mineByHand();
    RunningIntegrator integrator =
        start(USUAL.batch(14_000_000, 2, Duration.ZERO, 16).gas(kind -> TOO_LITTLE));
    List<OperationId> ids = registers(6);
    integrator.round();
    assertThat(database.count("integrator.chain_tx")).isEqualTo(3);

    chain.mineAtOnce();
    settleFromTheChain(integrator, ids);

    assertThat(integrator.stops().current()).isEmpty();
    assertThat(database.count("integrator.batch")).isEqualTo(3);
    assertThat(database.count("integrator.chain_tx WHERE state = 'REVERTED'"))
        .as("each batch in its turn, with those behind it")
        .isEqualTo(3 + 2 + 1);
    assertThat(database.count("integrator.chain_tx WHERE state = 'APPLIED'")).isEqualTo(3);
  }

  @Test
  void anUnexplainedRevertStopsTheSignerUntilAPersonResumesIt() {
    chain.mineByHand();
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16));
    List<OperationId> ids = registers(2);
    integrator.round();
    SignedTransaction first = integrator.node.sent().getFirst();
    chain.drop(first.hash().text());
    chain.drop(integrator.node.sent().getLast().hash().text());
    chain.mineAtOnce();
    chain.deployment.carry(RegistryCalls.dismissRelayer(relayer.address()));

    integrator.round();
    assertThat(integrator.round()).isEqualTo(Round.Outcome.STOPPED);
    assertThat(integrator.stops().current()).isPresent();
    registers(1);
    int sent = integrator.node.sent().size();
    integrator.round();
    assertThat(integrator.node.sent()).hasSize(sent);

    chain.deployment.accreditRelayer(relayer.address(), chain.organisation);
    integrator.stops().resume();
    settleFromTheChain(integrator, ids);
  }

  @Test
  void aTransactionThatTheNodeLostIsSentAgain() {
    chain.mineByHand();
    RunningIntegrator integrator = start();
    List<OperationId> ids = registers(1);
    integrator.round();
    chain.drop(integrator.node.sent().getFirst().hash().text());
    chain.mineAtOnce();

    settleFromTheChain(integrator, ids);

    assertThat(integrator.node.sent())
        .extracting(SignedTransaction::hash)
        .containsOnly(integrator.node.sent().getFirst().hash());
  }

  /** Besu counts a block's transactions some milliseconds before it shows their receipts. */
  @Test
  void aReceiptThatTheNodeDoesNotShowYetIsWaitedFor() {
    chain.mineByHand();
    RunningIntegrator integrator = start();
    List<OperationId> ids = registers(1);
    integrator.round();
    integrator.node.whenHeadIsKnown(chain::mine);
    integrator.node.hideReceipts = true;

    assertThat(integrator.round()).isEqualTo(Round.Outcome.WORKED);

    integrator.node.hideReceipts = false;
    settleFromTheChain(integrator, ids);
    assertThat(integrator.stops().current()).isEmpty();
  }

  /** As Anvil does when it is busy: the head's nonces and later transactions, but not this one. */
  @Test
  void aTransactionThatIsLateBehindItsOwnBlockIsWaitedForTogetherWithThoseAfterIt() {
    chain.mineByHand();
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16));
    List<OperationId> ids = registers(3);
    integrator.round();
    chain.mine();
    integrator.node.hide(integrator.node.sent().get(1).hash());

    assertThat(integrator.round()).isEqualTo(Round.Outcome.WORKED);
    assertThat(integrator.stops().current()).isEmpty();
    assertThat(database.count("integrator.chain_tx WHERE state = 'APPLIED'")).isEqualTo(1);

    integrator.node.showAll();
    settleFromTheChain(integrator, ids);
    assertThat(integrator.stops().current()).isEmpty();
  }

  @Test
  void sendsAgainOnlyAfterAWhile() {
    chain.mineByHand();
    RunningIntegrator integrator = start(USUAL.resendAfter(Duration.ofSeconds(5)));
    List<OperationId> ids = registers(1);
    integrator.node.loseWhatIsSent = true;
    integrator.round();
    integrator.node.loseWhatIsSent = false;

    integrator.round();
    assertThat(integrator.node.sent()).isEmpty();

    clock.pass(Duration.ofSeconds(5));
    chain.mineAtOnce();
    settleFromTheChain(integrator, ids);
    assertThat(integrator.node.sent()).hasSize(1);
  }

  @Test
  void allThatTheNodeLostIsSentAgainInOneRound() {
    chain.mineByHand();
    RunningIntegrator integrator =
        start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16).resendAfter(Duration.ofSeconds(5)));
    registers(3);
    integrator.node.loseWhatIsSent = true;
    integrator.round();
    integrator.node.loseWhatIsSent = false;
    clock.pass(Duration.ofSeconds(5));

    integrator.round();

    assertThat(integrator.node.sent()).hasSize(3);
  }

  /** A chain that is slow has its work; only what it takes next is asked for. */
  @Test
  void whatTheNodeStillHasIsNotSentAgain() {
    chain.mineByHand();
    RunningIntegrator integrator =
        start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16).resendAfter(Duration.ofSeconds(5)));
    registers(3);
    integrator.round();
    List<SignedTransaction> first = integrator.node.sent();
    clock.pass(Duration.ofSeconds(5));

    integrator.round();
    integrator.round();

    assertThat(first).hasSize(3);
    assertThat(integrator.node.sent().subList(3, integrator.node.sent().size()))
        .extracting(SignedTransaction::hash)
        .containsExactly(first.getFirst().hash());
  }

  /** Those behind it are there, and are mined with it once it is sent again. */
  @Test
  void theOneThatTheNodeLostAmongOthersIsSentAgain() {
    chain.mineByHand();
    RunningIntegrator integrator =
        start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16).resendAfter(Duration.ofSeconds(5)));
    List<OperationId> ids = registers(3);
    integrator.round();
    SignedTransaction lost = integrator.node.sent().get(1);
    chain.drop(lost.hash().text());
    chain.mineAtOnce();
    integrator.round();
    clock.pass(Duration.ofSeconds(5));

    settleFromTheChain(integrator, ids);

    assertThat(integrator.node.sent().subList(3, integrator.node.sent().size()))
        .extracting(SignedTransaction::hash)
        .startsWith(lost.hash());
  }

  @Test
  void aBlockThatADevelopmentChainLostIsMinedAgain() {
    RunningIntegrator integrator = start();
    List<OperationId> ids = registers(1);
    settle(integrator, ids);

    chain.loseBlocks(1);
    chain.mine();
    chain.mine();
    integrator.round();

    settleFromTheChain(integrator, ids);
  }

  @Test
  void aNonceThatAnotherProcessUsedStopsTheSigner() {
    RunningIntegrator integrator = start();
    List<OperationId> ids = registers(1);
    integrator.node.loseWhatIsSent = true;
    integrator.round();
    Call elsewhere = Call.of(relayer.address(), Octets.EMPTY);
    chain.node.send(relayer.sign(chain.registry().chainId(), 0, 21_000, elsewhere));
    integrator.node.loseWhatIsSent = false;

    assertThat(integrator.round()).isEqualTo(Round.Outcome.STOPPED);
    assertThat(integrator.stops().current())
        .hasValueSatisfying(stop -> assertThat(stop.reason()).contains("two processes share"));

    integrator.stops().resume();
    settleFromTheChain(integrator, ids);
  }

  @Test
  void refusesAnotherChain() {
    RegistryIdentity right = chain.identity();
    RegistryIdentity reset =
        new RegistryIdentity(right.registry(), Hash.of(Chain.octets()), right.code());

    try (RunningIntegrator integrator =
        new RunningIntegrator(database.integrator, chain.node, reset, relayer, clock, USUAL)) {
      assertThatThrownBy(integrator::round)
          .isInstanceOf(ChainMismatchException.class)
          .hasMessageContaining("genesis block")
          .hasMessageContaining("was the chain reset?");
    }
  }

  @Test
  void refusesADatabaseOfAnotherRegistry() {
    start().round();
    database.owner.sql("UPDATE integrator.registry SET genesis_hash = sha256('')").update();

    RunningIntegrator next = restart();

    assertThatThrownBy(next::round)
        .isInstanceOf(ChainMismatchException.class)
        .hasMessageContaining("this database belongs to registry");
  }

  @Test
  void refusesADatabaseThatIsOlderThanTheChain() {
    RunningIntegrator integrator = start(USUAL.batch(14_000_000, 1, Duration.ZERO, 16));
    settle(integrator, registers(2));
    database.owner.sql("DELETE FROM integrator.chain_tx WHERE batch = 2").update();
    database.owner.sql("DELETE FROM integrator.batch_operation WHERE number = 2").update();
    database.owner.sql("DELETE FROM integrator.batch WHERE number = 2").update();

    RunningIntegrator next = restart();

    assertThatThrownBy(next::round)
        .isInstanceOf(RelayerMismatchException.class)
        .hasMessageContaining("up to 2");
  }
}
