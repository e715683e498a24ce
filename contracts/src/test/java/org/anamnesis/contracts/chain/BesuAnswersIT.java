package org.anamnesis.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.protocol.id.EthereumAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a real Besu says to transactions that it does not take, and what that is taken for. */
@EnabledIf(
    value = "besuIsHere",
    disabledReason = "there is no besu on the PATH and none in BESU_HOME")
class BesuAnswersIT {
  private static final EthereumAddress SOMEWHERE = new EthereumAddress("0x" + "12".repeat(20));
  private static final Call NOTHING = Call.of(SOMEWHERE, Octets.parse("0x0102"));
  private static final long GAS = 100_000;

  /** What the local network's Besu queues for one sender. */
  private static final long MOST_WAITING = 10_000;

  private static TestChain chain;
  private static EthereumNode node;

  private final AccountKey key = AccountKey.generate(new SecureRandom());

  @BeforeAll
  static void open() {
    chain = TestChain.besu();
    node = chain.node();
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void knowsWhatWaitsAlready() {
    SignedTransaction waiting = key.sign(AnvilNode.CHAIN_ID, 1, GAS, NOTHING);

    assertThat(node.send(waiting)).isEqualTo(new SendOutcome.Accepted());
    assertThat(node.send(waiting)).isEqualTo(new SendOutcome.AlreadyKnown());
  }

  @Test
  void callsTheNonceOfAMinedTransactionTooLow() {
    SignedTransaction mined = key.sign(AnvilNode.CHAIN_ID, 0, GAS, NOTHING);
    node.send(mined);
    Awaitility.await().until(() -> node.receipt(mined.hash()).isPresent());

    assertThat(node.send(mined)).isEqualTo(new SendOutcome.NonceTooLow());
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID, 0, 2 * GAS, NOTHING)))
        .isEqualTo(new SendOutcome.NonceTooLow());
  }

  @Test
  void hasNoRoomForANonceThatIsFarAhead() {
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID, MOST_WAITING + 1, GAS, NOTHING)))
        .isEqualTo(
            new SendOutcome.NotNow("Transaction nonce is too distant from current sender nonce"));
  }

  @Test
  void replacesAWaitingTransactionSilently() {
    SignedTransaction first = key.sign(AnvilNode.CHAIN_ID, 1, GAS, NOTHING);
    SignedTransaction second = key.sign(AnvilNode.CHAIN_ID, 1, 2 * GAS, NOTHING);

    assertThat(node.send(first)).isEqualTo(new SendOutcome.Accepted());
    assertThat(node.send(second)).isEqualTo(new SendOutcome.Accepted());
    chain.account(key).transact(NOTHING, GAS);

    Awaitility.await().until(() -> node.receipt(second.hash()).isPresent());
    assertThat(node.receipt(first.hash())).isEmpty();
    assertThat(node.send(first)).isEqualTo(new SendOutcome.NonceTooLow());
  }

  @Test
  void refusesForGood() {
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID, 0, 16_777_217, NOTHING)))
        .isEqualTo(new SendOutcome.Rejected(-32005, "Transaction gas limit cap exceeded"));
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID, 0, 60_000_001, NOTHING)))
        .isInstanceOf(SendOutcome.Rejected.class);
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID, 0, 20_000, NOTHING)))
        .isEqualTo(new SendOutcome.Rejected(-32003, "Intrinsic gas exceeds gas limit"));
    assertThat(node.send(key.sign(AnvilNode.CHAIN_ID + 1, 0, GAS, NOTHING)))
        .isEqualTo(new SendOutcome.Rejected(-32000, "Wrong chainId"));
  }

  static boolean besuIsHere() {
    return BesuNode.program().isPresent();
  }
}
