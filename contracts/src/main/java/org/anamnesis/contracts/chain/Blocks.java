package org.anamnesis.contracts.chain;

import java.util.Optional;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Turns the library's beans into this package's records. */
final class Blocks {
  private Blocks() {}

  static BlockHead head(EthBlock.Block block) {
    return new BlockHead(
        block.getNumber().longValueExact(),
        new BlockHash(block.getHash()),
        new BlockHash(block.getParentHash()),
        block.getTimestamp().longValueExact());
  }

  static Block block(EthBlock.Block block) {
    BlockHead head = head(block);
    return new Block(
        head.number(),
        head.hash(),
        head.parent(),
        head.timestamp(),
        block.getTransactions().stream()
            .map(result -> transaction((EthBlock.TransactionObject) result.get()))
            .toList());
  }

  static Receipt receipt(TransactionReceipt receipt) {
    return new Receipt(
        new TransactionHash(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        new BlockHash(receipt.getBlockHash()),
        receipt.isStatusOK(),
        receipt.getGasUsed().longValueExact(),
        address(receipt.getContractAddress()),
        receipt.getLogs().stream().map(Blocks::log).toList());
  }

  static MinedLog minedLog(Log log) {
    return new MinedLog(
        log.getBlockNumber().longValueExact(),
        new TransactionHash(log.getTransactionHash()),
        log(log));
  }

  private static ChainTransaction transaction(EthBlock.TransactionObject transaction) {
    return new ChainTransaction(
        new TransactionHash(transaction.getHash()),
        new EthereumAddress(transaction.getFrom()),
        address(transaction.getTo()),
        Octets.parse(transaction.getInput()));
  }

  private static ChainLog log(Log log) {
    return new ChainLog(
        new EthereumAddress(log.getAddress()),
        log.getLogIndex().longValueExact(),
        log.getTopics().stream().map(topic -> Bytes32.of(Octets.parse(topic).bytes())).toList(),
        Octets.parse(log.getData()));
  }

  private static Optional<EthereumAddress> address(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty()).map(EthereumAddress::new);
  }
}
