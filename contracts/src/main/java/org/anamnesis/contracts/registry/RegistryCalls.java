package org.anamnesis.contracts.registry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.wrapper.AnamnesisRegistry;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.key.PublicPoint;
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
      selector(applyBatch(new EthereumAddress(NOWHERE), 1, List.of()));
  private static final Octets APPLY_ONE =
      selector(applyOne(new EthereumAddress(NOWHERE), List.of()));

  private RegistryCalls() {}

  /** Applies the frames of a batch; only for an accredited relayer, whose next number it is. */
  public static Call applyBatch(EthereumAddress registry, long batch, List<Bytes32> frames) {
    return call(
        registry,
        FUNCTIONS.applyBatch(BigInteger.valueOf(batch), octets(frames)).encodeFunctionCall());
  }

  /** Applies one operation; open to everybody. */
  public static Call applyOne(EthereumAddress registry, List<Bytes32> frame) {
    return call(registry, FUNCTIONS.applyOne(octets(frame)).encodeFunctionCall());
  }

  /**
   * The words that a transaction gave to the registry to apply, head of the first frame first;
   * empty if it did something else.
   */
  public static Optional<List<Bytes32>> framesIn(Octets input) {
    byte[] octets = input.bytes();
    if (octets.length < SELECTOR) {
      return Optional.empty();
    }
    Octets selector = Octets.of(Arrays.copyOf(octets, SELECTOR));
    if (selector.equals(APPLY_BATCH)) {
      return words(octets, 1);
    }
    return selector.equals(APPLY_ONE) ? words(octets, 0) : Optional.empty();
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

  /** The array whose offset stands in a given argument; anything that is no such array is empty. */
  private static Optional<List<Bytes32>> words(byte[] input, int argument) {
    int words = (input.length - SELECTOR) / Bytes32.SIZE;
    Optional<Integer> start = size(input, argument, words).map(octets -> octets / Bytes32.SIZE);
    Optional<Integer> length = start.flatMap(at -> size(input, at, words));
    if (start.isEmpty() || length.isEmpty() || start.get() + 1 + length.get() > words) {
      return Optional.empty();
    }
    List<Bytes32> array = new ArrayList<>(length.get());
    for (int i = 0; i < length.get(); i++) {
      array.add(word(input, start.get() + 1 + i));
    }
    return Optional.of(List.copyOf(array));
  }

  private static Optional<Integer> size(byte[] input, int index, int words) {
    if (index >= words) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(1, word(input, index).bytes());
    return value.bitLength() < Integer.SIZE && value.intValue() <= input.length
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  private static Bytes32 word(byte[] input, int index) {
    int from = SELECTOR + index * Bytes32.SIZE;
    return Bytes32.of(Arrays.copyOfRange(input, from, from + Bytes32.SIZE));
  }
}
