package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.contracts.chain.SendOutcome;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.contracts.registry.GasBounds;
import org.anamnesis.contracts.registry.RegistryCalls;
import org.anamnesis.contracts.registry.RegistryDeployment;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.SignedOperation;

/** The node, without any service of ours before it, and a relayer of the bench's own. */
final class DirectChain implements AutoCloseable {
  /** As many accesses as the integrator puts into one batch. */
  private static final int BATCH = (int) (13_900_000 / GasBounds.of(Kind.ACCESS));

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 20;

  private final EthereumNode node;
  private final NetworkFile network;
  private final AccountKey relayer = AccountKey.generate(new SecureRandom());

  DirectChain(BenchGround ground) throws IOException {
    this.node = JsonRpcNode.open(ground.chain(), NodeTimeouts.USUAL);
    this.network = ground.network();
    AccountKey member =
        AccountKey.parse(Files.readString(ground.keys().resolve("member.hex")).strip());
    RegistryDeployment.at(
            node,
            List.of(new Account(node, member, PATIENCE)),
            network.registry(),
            network.registryBlock())
        .accreditRelayer(relayer.address(), network.organisations().getFirst().id());
  }

  /** Height of the newest block. */
  long head() {
    return node.head().number();
  }

  /**
   * Waits for the next block, and says its height. What is timed begins there: begun anywhere
   * between two blocks, it would measure how long the next one takes to come.
   */
  long nextBlock() {
    long before = head();
    long now = before;
    while (now == before) {
      pause();
      now = head();
    }
    return now;
  }

  /** Seconds until the chain has all of them, in batches. */
  double inBatches(List<SignedOperation> operations) throws IOException {
    EthereumAddress registry = network.registry();
    long nonce = node.pendingNonce(relayer.address());
    long number =
        RegistryDeployment.at(node, List.of(), registry, network.registryBlock())
            .contract()
            .relayer(relayer.address())
            .orElseThrow()
            .nextBatch();
    List<SignedTransaction> signed = new ArrayList<>();
    for (int from = 0; from < operations.size(); from += BATCH) {
      List<Frame> frames =
          operations.subList(from, Math.min(operations.size(), from + BATCH)).stream()
              .map(Frame::of)
              .toList();
      int i = signed.size();
      signed.add(
          relayer.sign(
              network.chainId(),
              nonce + i,
              GasBounds.TRANSACTION_CAP,
              RegistryCalls.applyBatch(registry, number + i, frames)));
    }
    return seconds(signed, operations);
  }

  /** Seconds until the chain has all of them, each in a transaction of its own. */
  double oneByOne(List<SignedOperation> operations) throws IOException {
    long nonce = node.pendingNonce(relayer.address());
    long gas = GasBounds.of(List.of(Kind.ACCESS));
    List<SignedTransaction> signed =
        IntStream.range(0, operations.size())
            .mapToObj(i ->
                relayer.sign(
                    network.chainId(),
                    nonce + i,
                    gas,
                    RegistryCalls.applyOne(network.registry(), Frame.of(operations.get(i)))))
            .toList();
    return seconds(signed, operations);
  }

  /** Waits until blocks after this one have all of them. */
  void await(List<SignedOperation> operations, long after) {
    List<Bytes32> ids = operations.stream().map(it -> it.id().value()).toList();
    long end = System.nanoTime() + PATIENCE.toNanos();
    int mined = 0;
    while (mined < ids.size()) {
      long head = head();
      if (head > after) {
        // All of them each time: a busy Anvil shows a block before all of its events.
        mined = node.logs(network.registry(), ids, after + 1, head).size();
      }
      if (mined < ids.size() && System.nanoTime() > end) {
        throw new IllegalStateException(
            "The chain has %d of %d operations after %d s."
                .formatted(mined, ids.size(), PATIENCE.toSeconds()));
      }
      if (mined < ids.size()) {
        pause();
      }
    }
  }

  @Override
  public void close() {
    node.close();
  }

  private double seconds(List<SignedTransaction> signed, List<SignedOperation> operations)
      throws IOException {
    long from = nextBlock();
    return Rounds.seconds(() -> {
      for (SignedTransaction transaction : signed) {
        SendOutcome outcome = node.send(transaction);
        if (!(outcome instanceof SendOutcome.Accepted)) {
          throw new IOException("The node does not take a transaction: " + outcome);
        }
      }
      await(operations, from);
    });
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the chain", e);
    }
  }
}
