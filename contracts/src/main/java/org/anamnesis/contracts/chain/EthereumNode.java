package org.anamnesis.contracts.chain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;

/**
 * An Ethereum node. Every call asks the node anew and waits at most for the time-outs that it was
 * opened with.
 *
 * <p>Every call throws {@link ChainUnavailableException} if the node does not answer, and {@link
 * ChainRefusedException} if it answers with an error that the call's result does not name. On QBFT
 * a block is final as soon as it is there, so everything is read at the latest block.
 */
public interface EthereumNode extends AutoCloseable {
  /** The chain's EIP-155 number. */
  long chainId();

  /** The latest block. Its age tells whether the chain goes on; a node that hangs still answers. */
  BlockHead head();

  /** The block of a height with its transactions, empty past the head or until all are there. */
  Optional<Block> block(long number);

  /** The receipts of all transactions of a block in order, empty past the head. */
  Optional<List<Receipt>> receipts(long block);

  /** The receipt of a transaction, empty until it is mined. */
  Optional<Receipt> receipt(TransactionHash transaction);

  /**
   * The events of one contract whose second topic is one of these, in order.
   *
   * @param first height of the first block
   * @param last height of the last block, at most the head; Besu takes at most 5,000 at once
   */
  List<MinedLog> logs(
      EthereumAddress emitter, Collection<? extends Bytes32> secondTopics, long first, long last);

  /** How many transactions of an account are mined, which is the next nonce to be mined. */
  long minedNonce(EthereumAddress account);

  /**
   * The same as of a block that was read before. Besu counts the newest block some milliseconds
   * before it shows that block's receipts; of a block that it has shown, it has shown all.
   */
  long minedNonce(EthereumAddress account, long block);

  /** The same with those that wait in the pool without a gap. */
  long pendingNonce(EthereumAddress account);

  /** The code at an address as of the latest block, no octets if there is none. */
  Octets code(EthereumAddress address);

  /** Sends a signed transaction. Sending the same octets again is harmless. */
  SendOutcome send(SignedTransaction transaction);

  /** Calls a contract as of the latest block and changes nothing. */
  Octets call(EthereumAddress to, Octets input);

  /** Calls a contract as of a block and changes nothing. */
  Octets call(EthereumAddress to, Octets input, long block);

  @Override
  void close();
}
