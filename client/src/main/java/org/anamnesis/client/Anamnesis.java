package org.anamnesis.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.chain.PinnedRegistry;
import org.anamnesis.client.consent.Consents;
import org.anamnesis.client.directory.People;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.client.record.Heads;
import org.anamnesis.client.record.RecordAccess;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.protocol.directory.Directory;
import org.anamnesis.protocol.network.NetworkFile;

/** One participant at one network: where a program that uses this client begins. */
public final class Anamnesis implements AutoCloseable {
  private final NetworkFile network;
  private final ParticipantKeys keys;
  private final Gateway gateway;
  private final EthereumNode node;
  private final Operations operations;
  private final People people;
  private final RecordAccess records;
  private final Consents consents;

  private Anamnesis(Builder builder) {
    this.network = builder.network;
    this.keys = builder.keys;
    Clock clock = builder.clock;
    URI origin = builder.gateway.orElseGet(() -> network.gateways().getFirst());
    this.gateway = new Gateway(origin, network.operationsFor(), keys.signing(), clock);
    this.node =
        builder
            .chain
            .map(url -> JsonRpcNode.open(url, NodeTimeouts.USUAL))
            .orElseGet(() ->
                JsonRpcNode.open(
                    origin.resolve("/v1/chain"), NodeTimeouts.USUAL, gateway::authorization));
    PinnedRegistry registry = new PinnedRegistry(network, node);
    this.operations = new Operations(gateway, network, keys, clock);
    this.people = new People(gateway, new Directory(network), registry);
    Heads heads = new Heads(gateway, registry);
    this.records =
        new RecordAccess(gateway, people, heads, operations, keys, network, builder.stateDirectory);
    this.consents =
        new Consents(
            gateway,
            people,
            registry,
            records.lists(),
            heads,
            operations,
            keys,
            network.operationsFor());
  }

  /** Begins with the network that is pinned and the keys that sign. */
  public static Builder at(NetworkFile network, ParticipantKeys keys, Path stateDirectory) {
    return new Builder(network, keys, stateDirectory);
  }

  /** The pinned network. */
  public NetworkFile network() {
    return network;
  }

  /** The participant's keys. */
  public ParticipantKeys keys() {
    return keys;
  }

  /** Signed operations and what became of them. */
  public Operations operations() {
    return operations;
  }

  /** People whose keys were checked. */
  public People people() {
    return people;
  }

  /** Records to put, list and get. */
  public RecordAccess records() {
    return records;
  }

  /** Consents to give and list. */
  public Consents consents() {
    return consents;
  }

  /** The trail. */
  public Audit audit() {
    return new Audit(gateway);
  }

  /** Ends what is under way, and all connections to gateway, store and node. */
  @Override
  public void close() {
    gateway.close();
    node.close();
  }

  /** What may be chosen. */
  public static final class Builder {
    private final NetworkFile network;
    private final ParticipantKeys keys;
    private final Path stateDirectory;
    private Clock clock = Clock.systemUTC();
    private Optional<URI> gateway = Optional.empty();
    private Optional<URI> chain = Optional.empty();

    private Builder(NetworkFile network, ParticipantKeys keys, Path stateDirectory) {
      this.network = network;
      this.keys = keys;
      this.stateDirectory = stateDirectory;
    }

    /** Another gateway than the first that network.json names. */
    public Builder gateway(URI origin) {
      this.gateway = Optional.of(origin);
      return this;
    }

    /** A node of one's own instead of the gateway's read-only RPC. */
    public Builder chain(URI rpc) {
      this.chain = Optional.of(rpc);
      return this;
    }

    /** Another clock. */
    public Builder clock(Clock other) {
      this.clock = other;
      return this;
    }

    /** Connects; nothing is sent until something is asked. */
    public Anamnesis open() {
      return new Anamnesis(this);
    }
  }
}
