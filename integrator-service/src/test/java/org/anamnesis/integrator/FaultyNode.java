package org.anamnesis.integrator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.anamnesis.contracts.chain.Block;
import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.MinedLog;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.chain.SendOutcome;
import org.anamnesis.contracts.chain.SignedTransaction;
import org.anamnesis.contracts.chain.TransactionHash;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;

/** A real node at whose edge the caller can be made to crash, and that remembers what was sent. */
final class FaultyNode implements EthereumNode {
  private final EthereumNode node;
  private final List<SignedTransaction> sent = new ArrayList<>();

  boolean crashBeforeSend;
  boolean crashAfterSend;
  boolean crashAtReceipt;
  boolean crashAtLogs;
  boolean loseWhatIsSent;
  boolean hideReceipts;
  private final Set<TransactionHash> hidden = new HashSet<>();
  private Runnable atHead = () -> {};
  private Runnable afterHead = () -> {};
  private Runnable atLogs = () -> {};

  FaultyNode(EthereumNode node) {
    this.node = node;
  }

  /** Something happens elsewhere while this process asks for the head. */
  void whenHeadIsAsked(Runnable happening) {
    atHead = happening;
  }

  /** Something happens elsewhere when this process has just been told the head. */
  void whenHeadIsKnown(Runnable happening) {
    afterHead = happening;
  }

  /** Something happens elsewhere while this process asks for logs. */
  void whenLogsAreAsked(Runnable happening) {
    atLogs = happening;
  }

  private Block withoutHidden(Block block) {
    return new Block(
        block.number(),
        block.hash(),
        block.parent(),
        block.timestamp(),
        block.transactions().stream().filter(it -> !hidden.contains(it.hash())).toList());
  }

  /** One transaction is late: its block and its receipt do not show it yet. */
  void hide(TransactionHash transaction) {
    hidden.add(transaction);
  }

  /** No transaction is late any more. */
  void showAll() {
    hidden.clear();
  }

  /** What was really given to the node, in order. */
  List<SignedTransaction> sent() {
    return List.copyOf(sent);
  }

  @Override
  public SendOutcome send(SignedTransaction transaction) {
    if (crashBeforeSend) {
      throw new Crash("before sending");
    }
    if (loseWhatIsSent) {
      return new SendOutcome.Accepted();
    }
    sent.add(transaction);
    SendOutcome outcome = node.send(transaction);
    if (crashAfterSend) {
      throw new Crash("after sending, before the answer");
    }
    return outcome;
  }

  @Override
  public Optional<Receipt> receipt(TransactionHash transaction) {
    if (crashAtReceipt) {
      throw new Crash("before the receipt");
    }
    if (hideReceipts || hidden.contains(transaction)) {
      return Optional.empty();
    }
    return node.receipt(transaction);
  }

  @Override
  public List<MinedLog> logs(
      EthereumAddress emitter, Collection<? extends Bytes32> secondTopics, long first, long last) {
    if (crashAtLogs) {
      throw new Crash("before the logs");
    }
    atLogs.run();
    return node.logs(emitter, secondTopics, first, last);
  }

  @Override
  public long chainId() {
    return node.chainId();
  }

  @Override
  public BlockHead head() {
    atHead.run();
    BlockHead head = node.head();
    afterHead.run();
    return head;
  }

  @Override
  public Optional<Block> block(long number) {
    return node.block(number).map(this::withoutHidden);
  }

  @Override
  public Optional<List<Receipt>> receipts(long block) {
    return node.receipts(block);
  }

  @Override
  public long minedNonce(EthereumAddress account) {
    return node.minedNonce(account);
  }

  @Override
  public long minedNonce(EthereumAddress account, long block) {
    return node.minedNonce(account, block);
  }

  @Override
  public long pendingNonce(EthereumAddress account) {
    return node.pendingNonce(account);
  }

  @Override
  public Octets code(EthereumAddress address) {
    return node.code(address);
  }

  @Override
  public Octets call(EthereumAddress to, Octets input) {
    return node.call(to, input);
  }

  @Override
  public Octets call(EthereumAddress to, Octets input, long block) {
    return node.call(to, input, block);
  }

  @Override
  public void close() {
    node.close();
  }
}
