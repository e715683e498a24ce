package org.anamnesis.contracts.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.net.SocketException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.http.HttpService;

/** A node behind JSON-RPC over HTTP, Besu or Anvil. */
public final class JsonRpcNode implements EthereumNode {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcNode.class);

  /** Besu resets connections past 80; this leaves room for others. */
  private static final int MOST_CONNECTIONS = 32;

  private static final int NONCE_TOO_LOW = -32001;

  /** Besu's codes for an internal error or time-out, and for a node that is not in sync. */
  private static final Set<Integer> LATER = Set.of(-32603, -32008);

  private static final Set<String> LATER_WORDS =
      Set.of("too distant", "pool is full", "pool not enabled");

  private final OkHttpClient http;
  private final Web3j web3j;

  private JsonRpcNode(OkHttpClient http, Web3j web3j) {
    this.http = http;
    this.web3j = web3j;
  }

  /** Opens a node; nothing is sent until something is asked. */
  public static EthereumNode open(URI url, NodeTimeouts timeouts) {
    return open(url, timeouts, chain -> chain.proceed(chain.request()));
  }

  /**
   * Opens a node behind a gateway.
   *
   * @param authorization the value of the {@code Authorization} header, asked at every request
   */
  public static EthereumNode open(URI url, NodeTimeouts timeouts, Supplier<String> authorization) {
    return open(
        url,
        timeouts,
        chain ->
            chain.proceed(
                chain.request().newBuilder().header("Authorization", authorization.get()).build()));
  }

  private static EthereumNode open(URI url, NodeTimeouts timeouts, Interceptor interceptor) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(MOST_CONNECTIONS);
    dispatcher.setMaxRequestsPerHost(MOST_CONNECTIONS);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(interceptor)
            .connectTimeout(timeouts.connect())
            .readTimeout(timeouts.answer())
            .writeTimeout(timeouts.answer())
            .callTimeout(timeouts.answer())
            .connectionPool(
                new ConnectionPool(MOST_CONNECTIONS, 1, java.util.concurrent.TimeUnit.MINUTES))
            .dispatcher(dispatcher)
            .eventListener(new WithoutDelay())
            .build();
    return new JsonRpcNode(http, Web3j.build(new HttpService(url.toString(), http)));
  }

  /** The end of a batch is not held back until the node has acknowledged its beginning (40 ms). */
  private static final class WithoutDelay extends EventListener {
    @Override
    public void connectionAcquired(okhttp3.Call call, Connection connection) {
      try {
        connection.socket().setTcpNoDelay(true);
      } catch (SocketException e) {
        // It broke meanwhile; the call meets that by itself.
        LOG.debug("a connection to the node broke", e);
      }
    }
  }

  @Override
  public long chainId() {
    return ask("eth_chainId", web3j.ethChainId()).getChainId().longValueExact();
  }

  @Override
  public BlockHead head() {
    EthBlock.@Nullable Block latest = headed(DefaultBlockParameterName.LATEST);
    if (latest == null) {
      // Besu moves its head some milliseconds before it stores the block; the one before is whole.
      long number =
          ask("eth_blockNumber", web3j.ethBlockNumber()).getBlockNumber().longValueExact();
      latest = headed(at(Math.max(0, number - 1)));
    }
    return Blocks.head(found("eth_getBlockByNumber", latest));
  }

  private EthBlock.@Nullable Block headed(DefaultBlockParameter block) {
    return ask("eth_getBlockByNumber", web3j.ethGetBlockByNumber(block, false)).getBlock();
  }

  @Override
  public Optional<Block> block(long number) {
    EthBlock.@Nullable Block block =
        ask("eth_getBlockByNumber", web3j.ethGetBlockByNumber(at(number), true)).getBlock();
    return Optional.ofNullable(block).map(Blocks::block).filter(this::isWhole);
  }

  /** A busy Anvil shows a block some milliseconds before the last of its transactions. */
  private boolean isWhole(Block block) {
    EthBlock.@Nullable Block hashes = headed(at(block.number()));
    return hashes != null && hashes.getTransactions().size() == block.transactions().size();
  }

  @Override
  public Optional<List<Receipt>> receipts(long block) {
    return ask("eth_getBlockReceipts", web3j.ethGetBlockReceipts(at(block)))
        .getBlockReceipts()
        .map(receipts -> receipts.stream().map(Blocks::receipt).toList());
  }

  @Override
  public Optional<Receipt> receipt(TransactionHash transaction) {
    return ask("eth_getTransactionReceipt", web3j.ethGetTransactionReceipt(transaction.text()))
        .getTransactionReceipt()
        .map(Blocks::receipt);
  }

  @Override
  public List<MinedLog> logs(
      EthereumAddress emitter, Collection<? extends Bytes32> secondTopics, long first, long last) {
    EthFilter filter =
        new EthFilter(at(first), at(last), emitter.text())
            .addNullTopic()
            .addOptionalTopics(
                secondTopics.stream().map(topic -> "0x" + topic.hex()).toArray(String[]::new));
    return ask("eth_getLogs", web3j.ethGetLogs(filter)).getLogs().stream()
        .map(result -> Blocks.minedLog((Log) result.get()))
        .toList();
  }

  @Override
  public long minedNonce(EthereumAddress account) {
    return nonce(account, DefaultBlockParameterName.LATEST);
  }

  @Override
  public long minedNonce(EthereumAddress account, long block) {
    return nonce(account, at(block));
  }

  @Override
  public long pendingNonce(EthereumAddress account) {
    return nonce(account, DefaultBlockParameterName.PENDING);
  }

  @Override
  public Octets code(EthereumAddress address) {
    return Octets.parse(
        ask("eth_getCode", web3j.ethGetCode(address.text(), DefaultBlockParameterName.LATEST))
            .getCode());
  }

  @Override
  public SendOutcome send(SignedTransaction transaction) {
    EthSendTransaction answer =
        exchange("eth_sendRawTransaction", web3j.ethSendRawTransaction(transaction.raw().hex()));
    if (!answer.hasError()) {
      return new SendOutcome.Accepted();
    }
    return outcome(answer.getError().getCode(), answer.getError().getMessage());
  }

  @Override
  public Octets call(EthereumAddress to, Octets input) {
    return call(to, input, DefaultBlockParameterName.LATEST);
  }

  @Override
  public Octets call(EthereumAddress to, Octets input, long block) {
    return call(to, input, at(block));
  }

  @Override
  public void close() {
    web3j.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /**
   * Besu has a code of its own for some refusals, Anvil the same one for nearly all, so the words
   * decide where the code does not.
   */
  static SendOutcome outcome(int code, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("known transaction")
        || words.contains("already known")
        || words.contains("already imported")) {
      return new SendOutcome.AlreadyKnown();
    }
    if (code == NONCE_TOO_LOW || words.contains("nonce too low")) {
      return new SendOutcome.NonceTooLow();
    }
    if (LATER.contains(code) || LATER_WORDS.stream().anyMatch(words::contains)) {
      return new SendOutcome.NotNow(message);
    }
    return new SendOutcome.Rejected(code, message);
  }

  private Octets call(EthereumAddress to, Octets input, DefaultBlockParameter block) {
    Transaction transaction = Transaction.createEthCallTransaction(null, to.text(), input.hex());
    String answer = ask("eth_call", web3j.ethCall(transaction, block)).getValue();
    return Octets.parse(found("eth_call", answer));
  }

  private long nonce(EthereumAddress account, DefaultBlockParameter block) {
    BigInteger count =
        ask("eth_getTransactionCount", web3j.ethGetTransactionCount(account.text(), block))
            .getTransactionCount();
    return count.longValueExact();
  }

  private static DefaultBlockParameter at(long block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
  }

  private static <T> T found(String method, @Nullable T answer) {
    if (answer == null) {
      throw new ChainRefusedException(method, 0, "no such block", Octets.EMPTY);
    }
    return answer;
  }

  private static <T extends Response<?>> T ask(String method, Request<?, T> request) {
    T answer = exchange(method, request);
    if (answer.hasError()) {
      throw refused(method, answer.getError());
    }
    return answer;
  }

  private static ChainRefusedException refused(String method, Response.Error error) {
    String data = error.getData();
    String digits = data == null ? "" : data.replace("\"", "");
    Octets revert = digits.matches("0x([0-9a-fA-F]{2})*") ? Octets.parse(digits) : Octets.EMPTY;
    return new ChainRefusedException(method, error.getCode(), error.getMessage(), revert);
  }

  private static <T extends Response<?>> T exchange(String method, Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException failure) {
      throw new ChainUnavailableException(method, failure);
    }
  }
}
