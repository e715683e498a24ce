package org.anamnesis.ledger.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.contracts.chain.Block;
import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.contracts.chain.ChainLog;
import org.anamnesis.contracts.chain.ChainTransaction;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.registry.RegistryCalls;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.contracts.registry.RegistryEvents;
import org.anamnesis.ledger.index.Checkpoint;
import org.anamnesis.ledger.index.FollowedBlock;
import org.anamnesis.ledger.index.FollowedEvent;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.SignedOperation;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a node what the registry did, block by block. Every block is linked to the one before
 * by its parent hash, and every receipt to its block by the block's hash, so a chain that changes
 * while it is read is noticed.
 */
final class RegistryReader {
  private static final int EVENTS_OF_A_FULL_STRETCH = 2_000;

  private final EthereumNode node;
  private final Registry registry;

  RegistryReader(EthereumNode node, Registry registry) {
    this.node = node;
    this.registry = registry;
  }

  /** The end of the node's chain. */
  Checkpoint tip() {
    BlockHead head = node.head();
    return new Checkpoint(head.number(), head.hash(), head.timestamp());
  }

  /** Whether the node's chain has this very block. */
  boolean has(Checkpoint known) {
    return node.block(known.number())
        .filter(block -> block.hash().equals(known.hash()))
        .isPresent();
  }

  /**
   * The blocks from one height to another, inclusive, or fewer if they hold many events.
   *
   * @param last the block that the first one must follow, null if any will do
   * @return empty if the chain has no such blocks (any more)
   */
  Optional<List<FollowedBlock>> read(@Nullable Checkpoint last, long from, long to) {
    List<FollowedBlock> stretch = new ArrayList<>();
    @Nullable FollowedBlock before = null;
    int events = 0;
    for (long number = from; number <= to && events < EVENTS_OF_A_FULL_STRETCH; number++) {
      Optional<FollowedBlock> next = node.block(number).flatMap(this::followed);
      if (next.isEmpty() || !follows(next.get(), before, last)) {
        return Optional.empty();
      }
      before = next.get();
      events += before.events().size();
      stretch.add(before);
    }
    return Optional.of(stretch);
  }

  private static boolean follows(
      FollowedBlock block, @Nullable FollowedBlock before, @Nullable Checkpoint last) {
    if (before != null) {
      return block.parentHash().equals(before.hash());
    }
    return last == null || block.parentHash().equals(last.hash());
  }

  private Optional<FollowedBlock> followed(Block block) {
    List<FollowedEvent> events = new ArrayList<>();
    if (!block.transactions().isEmpty()) {
      Map<String, ChainTransaction> transactions = new HashMap<>();
      block
          .transactions()
          .forEach(transaction -> transactions.put(transaction.hash().text(), transaction));
      List<Receipt> receipts = node.receipts(block.number()).orElse(List.of());
      if (receipts.size() != transactions.size()) {
        return Optional.empty();
      }
      for (Receipt receipt : receipts) {
        ChainTransaction transaction = transactions.get(receipt.transaction().text());
        if (transaction == null || !receipt.blockHash().equals(block.hash())) {
          return Optional.empty();
        }
        events.addAll(events(receipt, transaction));
      }
    }
    return Optional.of(
        new FollowedBlock(block.number(), block.hash(), block.parent(), block.timestamp(), events));
  }

  /**
   * Pairs the events of a transaction with its frames: of one id, the first event is that of the
   * first frame, and so on.
   */
  private List<FollowedEvent> events(Receipt receipt, ChainTransaction transaction) {
    Map<OperationId, Deque<SignedOperation>> carried = new HashMap<>();
    List<FollowedEvent> events = new ArrayList<>();
    for (ChainLog log : receipt.logs()) {
      Optional<RegistryEvent> event = RegistryEvents.decode(registry.address(), log);
      if (event.isEmpty()) {
        continue;
      }
      if (events.isEmpty()) {
        operations(transaction)
            .forEach(o -> carried.computeIfAbsent(o.id(), id -> new ArrayDeque<>()).add(o));
      }
      SignedOperation cause =
          event.get() instanceof RegistryEvent.OfOperation caused
              ? carried.getOrDefault(caused.id(), new ArrayDeque<>()).poll()
              : null;
      events.add(
          new FollowedEvent(
              Math.toIntExact(log.index()), receipt.transaction(), event.get(), cause));
    }
    return events;
  }

  private List<SignedOperation> operations(ChainTransaction transaction) {
    if (!transaction.to().equals(Optional.of(registry.address()))) {
      return List.of();
    }
    return RegistryCalls.framesIn(transaction.input()).orElse(List.of()).stream()
        .flatMap(frame -> frame.operation(registry).stream())
        .toList();
  }
}
