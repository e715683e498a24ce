package org.anamnesis.contracts.registry;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.wrapper.AnamnesisRegistry;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.Frame;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** The registry's calls, encoded; and batches read back from a transaction's input. */
public final class RegistryCalls {
  private static final int SELECTOR = 4;
  private static final String NOWHERE = "0x0000000000000000000000000000000000000000";
  private static final AnamnesisRegistry FUNCTIONS = functions();
  private static final Octets APPLY_BATCH =
      selector(applyBatchOf(new EthereumAddress(NOWHERE), 1, List.of()));
  private static final Octets APPLY_ONE =
      selector(applyOneOf(new EthereumAddress(NOWHERE), List.of()));

  private RegistryCalls() {}

  /** Applies the frames of a batch; only for an accredited relayer, whose next number it is. */
  public static Call applyBatch(EthereumAddress registry, long batch, List<Frame> frames) {
    return applyBatchOf(registry, batch, frames.stream().flatMap(f -> words(f).stream()).toList());
  }

  /** Applies one operation; open to everybody. */
  public static Call applyOne(EthereumAddress registry, Frame frame) {
    return applyOneOf(registry, words(frame));
  }

  /** Any words as a batch. */
  static Call applyBatchOf(EthereumAddress registry, long batch, List<Bytes32> words) {
    return call(
        registry,
        FUNCTIONS.applyBatch(BigInteger.valueOf(batch), octets(words)).encodeFunctionCall());
  }

  /** Any words as one frame. */
  static Call applyOneOf(EthereumAddress registry, List<Bytes32> words) {
    return call(registry, FUNCTIONS.applyOne(octets(words)).encodeFunctionCall());
  }

  /**
   * The frames that a transaction gave to the registry to apply, in order; empty if it did
   * something else.
   */
  public static Optional<List<Frame>> framesIn(Octets input) {
    byte[] octets = input.bytes();
    if (octets.length < SELECTOR) {
      return Optional.empty();
    }
    Octets selector = Octets.of(Arrays.copyOf(octets, SELECTOR));
    if (selector.equals(APPLY_BATCH)) {
      return words(octets, 1).map(Frame::split);
    }
    return selector.equals(APPLY_ONE) ? words(octets, 0).map(Frame::split) : Optional.empty();
  }

  /** The creation of a registry whose first members are these. */
  public static Call creation(List<EthereumAddress> members) {
    List<Address> addresses = members.stream().map(m -> new Address(m.text())).toList();
    String arguments =
        FunctionEncoder.encodeConstructor(List.of(new DynamicArray<>(Address.class, addresses)));
    return Call.creation(Octets.parse(AnamnesisRegistry.BINARY + arguments));
  }

  /** A member's vote for a motion, which is the input of one of the calls below. */
  public static Call vote(EthereumAddress registry, Octets motion, long closes) {
    return call(
        registry, FUNCTIONS.vote(motion.bytes(), BigInteger.valueOf(closes)).encodeFunctionCall());
  }

  /** The motion to let an organisation in. */
  public static Octets admitOrganisation(OrganisationId organisation) {
    return Octets.parse(FUNCTIONS.admitOrganisation(organisation.bytes()).encodeFunctionCall());
  }

  /** The motion to enrol a registrar with these keys. */
  public static Octets appointRegistrar(
      OrganisationId organisation, PublicPoint signingKey, PublicPoint encryptionKey) {
    return Octets.parse(
        FUNCTIONS
            .appointRegistrar(
                organisation.bytes(),
                signingKey.x().bytes(),
                signingKey.y().bytes(),
                encryptionKey.x().bytes(),
                encryptionKey.y().bytes())
            .encodeFunctionCall());
  }

  /** The motion to let an account apply batches. */
  public static Octets accreditRelayer(EthereumAddress relayer, OrganisationId organisation) {
    return Octets.parse(
        FUNCTIONS.accreditRelayer(relayer.text(), organisation.bytes()).encodeFunctionCall());
  }

  /** The motion to end a relayer's right. */
  public static Octets dismissRelayer(EthereumAddress relayer) {
    return Octets.parse(FUNCTIONS.dismissRelayer(relayer.text()).encodeFunctionCall());
  }

  /** The motion to have a new member. */
  public static Octets admitMember(EthereumAddress member) {
    return Octets.parse(FUNCTIONS.admitMember(member.text()).encodeFunctionCall());
  }

  /** The motion to have a member less. */
  public static Octets dismissMember(EthereumAddress member) {
    return Octets.parse(FUNCTIONS.dismissMember(member.text()).encodeFunctionCall());
  }

  /** The generated wrapper as an encoder: it is bound to no contract and never asks the node. */
  static AnamnesisRegistry functions() {
    Web3jService unused = new HttpService();
    Web3j web3j = Web3j.build(unused);
    return AnamnesisRegistry.load(
        NOWHERE, web3j, new ReadonlyTransactionManager(web3j, NOWHERE), new DefaultGasProvider());
  }

  private static Call call(EthereumAddress registry, String input) {
    return Call.of(registry, Octets.parse(input));
  }

  private static Octets selector(Call call) {
    return Octets.of(Arrays.copyOf(call.input().bytes(), SELECTOR));
  }

  private static List<byte[]> octets(List<Bytes32> words) {
    return words.stream().map(Bytes32::bytes).toList();
  }

  private static List<Bytes32> words(Frame frame) {
    byte[] octets = frame.words();
    return IntStream.range(0, octets.length / Bytes32.SIZE)
        .mapToObj(i -> i * Bytes32.SIZE)
        .map(from -> Bytes32.of(Arrays.copyOfRange(octets, from, from + Bytes32.SIZE)))
        .toList();
  }

  /** The array whose offset stands in a given argument; anything that is no such array is empty. */
  private static Optional<byte[]> words(byte[] input, int argument) {
    Optional<Integer> start = number(input, SELECTOR + argument * Bytes32.SIZE);
    Optional<Integer> length = start.flatMap(offset -> number(input, SELECTOR + offset));
    if (length.isEmpty()) {
      return Optional.empty();
    }
    int from = SELECTOR + start.orElseThrow() + Bytes32.SIZE;
    long to = from + (long) length.get() * Bytes32.SIZE;
    return to <= input.length
        ? Optional.of(Arrays.copyOfRange(input, from, (int) to))
        : Optional.empty();
  }

  private static Optional<Integer> number(byte[] input, int from) {
    if (from + Bytes32.SIZE > input.length) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(1, input, from, Bytes32.SIZE);
    return value.compareTo(BigInteger.valueOf(input.length)) <= 0
        ? Optional.of(value.intValue())
        : Optional.empty();
  }
}
