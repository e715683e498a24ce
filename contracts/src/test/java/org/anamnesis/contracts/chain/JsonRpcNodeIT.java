package org.anamnesis.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The node's client against a real node. */
class JsonRpcNodeIT {
  private static final EthereumAddress SOMEWHERE = new EthereumAddress("0x" + "12".repeat(20));
  private static final Call NOTHING = Call.of(SOMEWHERE, Octets.parse("0x0102"));

  /** Stores nothing and reverts with four octets: PUSH4 PUSH0 MSTORE PUSH1 4 PUSH1 28 REVERT. */
  private static final Octets REVERTING = Octets.parse("0x63deadbeef5f526004601cfd");

  private static TestChain chain;
  private static EthereumNode node;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    node = chain.node();
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void readsBlocksThatFollowOneAnother() {
    AccountKey key = key();
    Receipt receipt = account(key).transact(NOTHING, 100_000);
    Block block = node.block(receipt.block()).orElseThrow();
    Block before = node.block(receipt.block() - 1).orElseThrow();

    assertThat(node.chainId()).isEqualTo(AnvilNode.CHAIN_ID);
    assertThat(block.parent()).isEqualTo(before.hash());
    assertThat(block.hash()).isEqualTo(receipt.blockHash());
    assertThat(block.timestamp()).isGreaterThanOrEqualTo(before.timestamp());
    assertThat(block.transactions())
        .containsExactly(
            new ChainTransaction(
                receipt.transaction(), key.address(), Optional.of(SOMEWHERE), NOTHING.input()));
    assertThat(node.receipts(receipt.block()).orElseThrow()).containsExactly(receipt);
    assertThat(receipt.succeeded()).isTrue();
    assertThat(node.head().number()).isGreaterThanOrEqualTo(receipt.block());
  }

  @Test
  void findsNothingPastTheHead() {
    long past = node.head().number() + 1_000;

    assertThat(node.block(past)).isEmpty();
    assertThat(node.receipts(past)).isEmpty();
    assertThat(node.receipt(new TransactionHash("0x" + "ab".repeat(32)))).isEmpty();
  }

  @Test
  void findsLogsByTheirSecondTopic() {
    // PUSH1 second topic, PUSH1 first topic, PUSH0 PUSH0 LOG2
    EthereumAddress emitter = created("0x602a60075f5fa2");
    Receipt receipt = account(key()).transact(Call.of(emitter, Octets.EMPTY), 100_000);
    Bytes32 second = Bytes32.parse("00".repeat(31) + "2a");
    long block = receipt.block();

    assertThat(node.logs(emitter, List.of(second), block, block))
        .containsExactly(new MinedLog(block, receipt.transaction(), receipt.logs().getFirst()));
    assertThat(node.logs(emitter, List.of(Bytes32.ZERO, second), 0, block)).hasSize(1);
    assertThat(node.logs(emitter, List.of(Bytes32.ZERO), 0, block)).isEmpty();
    assertThat(node.logs(emitter, List.of(second), 0, block - 1)).isEmpty();
    assertThat(node.logs(SOMEWHERE, List.of(second), 0, block)).isEmpty();
  }

  @Test
  void countsNonces() {
    AccountKey key = key();
    assertThat(node.minedNonce(key.address())).isZero();

    long block = account(key).transact(NOTHING, 100_000).block();

    assertThat(node.minedNonce(key.address())).isEqualTo(1);
    assertThat(node.minedNonce(key.address(), block)).isEqualTo(1);
    assertThat(node.minedNonce(key.address(), block - 1)).isZero();
    assertThat(node.pendingNonce(key.address())).isEqualTo(1);
  }

  @Test
  void queuesATransactionAfterAGapAndKnowsItAgain() {
    AccountKey key = key();
    SignedTransaction second = key.sign(AnvilNode.CHAIN_ID, 1, 100_000, NOTHING);

    assertThat(node.send(second)).isEqualTo(new SendOutcome.Accepted());
    assertThat(node.send(second)).isEqualTo(new SendOutcome.AlreadyKnown());
    assertThat(node.receipt(second.hash())).isEmpty();
    account(key).transact(NOTHING, 100_000);

    Awaitility.await().until(() -> node.receipt(second.hash()).isPresent());
  }

  @Test
  void refusesANonceThatIsUsed() {
    AccountKey key = key();
    account(key).transact(NOTHING, 100_000);

    SignedTransaction late = key.sign(AnvilNode.CHAIN_ID, 0, 200_000, NOTHING);
    assertThat(node.send(late)).isEqualTo(new SendOutcome.NonceTooLow());
  }

  @Test
  void refusesMoreGasThanTheCap() {
    assertThat(node.send(key().sign(AnvilNode.CHAIN_ID, 0, 16_777_217, NOTHING)))
        .isInstanceOf(SendOutcome.Rejected.class);
  }

  @Test
  void tellsARevertByItsData() {
    EthereumAddress contract = created(REVERTING.hex());

    assertThat(node.code(contract)).isEqualTo(REVERTING);
    assertThat(node.code(SOMEWHERE).length()).isZero();
    assertThatThrownBy(() -> node.call(contract, Octets.EMPTY))
        .isInstanceOfSatisfying(
            ChainRefusedException.class,
            refused -> assertThat(refused.revert().hex()).isEqualTo("0xdeadbeef"));
    assertThat(account(key()).transact(Call.of(contract, Octets.EMPTY), 100_000).succeeded())
        .isFalse();
  }

  @Test
  void saysThatANodeIsNotThere() throws IOException {
    int unused;
    try (var socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    try (EthereumNode nobody =
        JsonRpcNode.open(URI.create("http://127.0.0.1:" + unused), NodeTimeouts.USUAL)) {
      assertThatThrownBy(nobody::chainId)
          .isInstanceOf(ChainUnavailableException.class)
          .hasMessageContaining("eth_chainId");
    }
  }

  @Test
  void givesUpOnANodeThatHangs() throws IOException {
    try (var silent = new ServerSocket(0);
        EthereumNode hanging =
            JsonRpcNode.open(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                new NodeTimeouts(Duration.ofSeconds(1), Duration.ofMillis(200)))) {
      assertThatThrownBy(hanging::head).isInstanceOf(ChainUnavailableException.class);
    }
  }

  /**
   * A contract of at most 255 octets: PUSH1 length PUSH1 10 PUSH0 CODECOPY PUSH1 length PUSH0
   * RETURN.
   */
  private static EthereumAddress created(String code) {
    String digits = code.substring(2);
    String length = HexFormat.of().toHexDigits((byte) (digits.length() / 2));
    Octets creation = Octets.parse("0x60" + length + "600a5f3960" + length + "5ff3" + digits);
    return account(key()).transact(Call.creation(creation), 200_000).created().orElseThrow();
  }

  private static AccountKey key() {
    return AccountKey.generate(new SecureRandom());
  }

  private static Account account(AccountKey key) {
    return chain.account(key);
  }
}
