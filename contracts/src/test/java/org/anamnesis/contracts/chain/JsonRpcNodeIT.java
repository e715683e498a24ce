package org.anamnesis.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.protocol.id.EthereumAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node's client against a development chain. */
class JsonRpcNodeIT {
  private static final EthereumAddress SOMEWHERE = new EthereumAddress("0x" + "12".repeat(20));
  private static final Call NOTHING = Call.of(SOMEWHERE, Octets.parse("0x0102"));

  /** Stores nothing and reverts with four octets: PUSH4 PUSH0 MSTORE PUSH1 4 PUSH1 28 REVERT. */
  private static final Octets REVERTING = Octets.parse("0x63deadbeef5f526004601cfd");

  private static AnvilNode process;
  private static EthereumNode node;

  @BeforeAll
  static void open(@TempDir Path directory) {
    process = AnvilNode.instant(directory);
    node = JsonRpcNode.open(process.rpc(), NodeTimeouts.USUAL);
  }

  @AfterAll
  static void close() {
    node.close();
    process.close();
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
  void countsNonces() {
    AccountKey key = key();
    assertThat(node.minedNonce(key.address())).isZero();

    account(key).transact(NOTHING, 100_000);

    assertThat(node.minedNonce(key.address())).isEqualTo(1);
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
    Octets creation = Octets.parse("0x600c600a5f39600c5ff3" + digits(REVERTING));
    Receipt receipt = account(key()).transact(Call.creation(creation), 200_000);
    EthereumAddress contract = receipt.created().orElseThrow();

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

  private static String digits(Octets octets) {
    return octets.hex().substring(2);
  }

  private static AccountKey key() {
    return AccountKey.generate(new SecureRandom());
  }

  private static Account account(AccountKey key) {
    return new Account(node, key, Duration.ofSeconds(30));
  }
}
