package org.anamnesis.contracts.registry;

import java.util.List;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.operation.Frame;

/**
 * Sets up a registry: deploys it and carries the members' motions. For a local network and for
 * tests, where one machine holds the keys of all members.
 */
public final class RegistryDeployment {
  private static final long CREATION_GAS = 6_000_000;
  private static final long VOTE_GAS = 1_000_000;
  private static final long OPERATION_GAS = 1_000_000;
  private static final long VOTING_PERIOD_SECONDS = 86_400;

  private final EthereumNode node;
  private final List<Account> members;
  private final Registry registry;
  private final long block;
  private long carried;

  private RegistryDeployment(
      EthereumNode node, List<Account> members, Registry registry, long block) {
    this.node = node;
    this.members = List.copyOf(members);
    this.registry = registry;
    this.block = block;
  }

  /** Deploys a registry from the first member's account; the deployment gives it no power. */
  public static RegistryDeployment deploy(EthereumNode node, List<Account> members) {
    List<EthereumAddress> addresses = members.stream().map(m -> m.key().address()).toList();
    Receipt receipt = members.get(0).transact(RegistryCalls.creation(addresses), CREATION_GAS);
    if (!receipt.succeeded()) {
      throw new IllegalStateException("the registry's creation reverted");
    }
    EthereumAddress address = receipt.created().orElseThrow();
    return at(node, members, address, receipt.block());
  }

  /** A registry that was deployed before, in this block. */
  public static RegistryDeployment at(
      EthereumNode node, List<Account> members, EthereumAddress address, long block) {
    return new RegistryDeployment(node, members, new Registry(node.chainId(), address), block);
  }

  /** Chain id and address. */
  public Registry registry() {
    return registry;
  }

  /** Height of the block that created the registry: nothing of it is earlier. */
  public long block() {
    return block;
  }

  /** The registry's views. */
  public RegistryContract contract() {
    return new RegistryContract(node, registry.address());
  }

  /** Lets an organisation in. */
  public void admitOrganisation(OrganisationId organisation) {
    carry(RegistryCalls.admitOrganisation(organisation));
  }

  /** Enrols a registrar with these keys. */
  public void appointRegistrar(
      OrganisationId organisation, PublicPoint signingKey, PublicPoint encryptionKey) {
    carry(RegistryCalls.appointRegistrar(organisation, signingKey, encryptionKey));
  }

  /** Lets an account apply batches. */
  public void accreditRelayer(EthereumAddress relayer, OrganisationId organisation) {
    carry(RegistryCalls.accreditRelayer(relayer, organisation));
  }

  /** Applies one operation from the first member's account; the caller looks at its events. */
  public List<RegistryEvent> applyOne(Frame frame) {
    Call call = RegistryCalls.applyOne(registry.address(), frame);
    return eventsOf(members.get(0).transact(call, OPERATION_GAS));
  }

  /** The registry's events in a receipt. */
  public List<RegistryEvent> eventsOf(Receipt receipt) {
    return receipt.logs().stream()
        .flatMap(log -> RegistryEvents.decode(registry.address(), log).stream())
        .toList();
  }

  /**
   * Has just as many members vote as carry a motion; each closes at a time of its own, so that the
   * same motion can be carried again within a second.
   */
  public void carry(Octets motion) {
    long closes = node.head().timestamp() + VOTING_PERIOD_SECONDS + carried++;
    for (Account member : members.subList(0, members.size() / 2 + 1)) {
      Call vote = RegistryCalls.vote(registry.address(), motion, closes);
      if (!member.transact(vote, VOTE_GAS).succeeded()) {
        throw new IllegalStateException("a vote reverted");
      }
    }
  }
}
