package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.localparts.ObjectStore;
import org.anamnesis.localparts.Ports;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.protocol.network.NetworkFile;

/** What the services stand on: the database, the object store, and the chain with its registry. */
final class Ground implements AutoCloseable {
  private final NetworkFolder folder;
  private final NetworkFile network;
  private PostgresServer postgres;
  private ObjectStore objects;
  private Chain chain;

  private Ground(
      NetworkFolder folder,
      PostgresServer postgres,
      ObjectStore objects,
      Chain chain,
      NetworkFile network) {
    this.folder = folder;
    this.postgres = postgres;
    this.objects = objects;
    this.chain = chain;
    this.network = network;
  }

  /** Starts everything, or leaves nothing behind. */
  static Ground start(NetworkFolder folder, NetworkOptions options, Consumer<String> progress) {
    Deque<Runnable> endings = new ArrayDeque<>();
    try {
      URI gateway = gateway(folder);
      PostgresServer postgres = PostgresServer.start(folder.database());
      endings.push(postgres::close);
      progress.accept("Postgres listens on 127.0.0.1:" + postgres.port());
      ObjectStore objects = ObjectStore.start(folder.objects());
      endings.push(objects::close);
      progress.accept("The object store answers at " + objects.endpoint());
      Chain chain = Chain.start(options.chain(), folder);
      endings.push(chain::close);
      progress.accept("The chain (" + chain.kind() + ") answers at " + chain.rpc());
      NetworkFile network =
          FoundNetwork.in(folder, chain.rpc(), () -> terms(folder, gateway), progress);
      Ground ground = new Ground(folder, postgres, objects, chain, network);
      ground.prepareStores();
      return ground;
    } catch (RuntimeException e) {
      endings.forEach(Runnable::run);
      throw e;
    }
  }

  PostgresServer postgres() {
    return postgres;
  }

  ObjectStore objects() {
    return objects;
  }

  Chain chain() {
    return chain;
  }

  NetworkFile network() {
    return network;
  }

  void startPostgresAgain() {
    postgres = PostgresServer.start(postgres.port(), folder.database());
  }

  void startObjectStoreAgain() {
    objects = ObjectStore.start(objects.endpoint().getPort(), folder.objects());
  }

  void startChainAgain() {
    chain = chain.startAgain(folder);
  }

  @Override
  public void close() {
    try {
      chain.close();
    } finally {
      try {
        objects.close();
      } finally {
        postgres.close();
      }
    }
  }

  /** The gateway's origin is in network.json and in every sign-in, so its port stays. */
  private static URI gateway(NetworkFolder folder) {
    if (!Files.exists(folder.networkFile())) {
      return URI.create("http://127.0.0.1:" + Ports.free());
    }
    URI gateway = NetworkJson.read(folder.networkFile()).gateways().getFirst();
    if (Ports.isOpen(gateway.getPort())) {
      throw new NetworkFailedException(
          Fault.PORT,
          "Port %d, which this network's gateway has, is in use by another program."
              .formatted(gateway.getPort()));
    }
    return gateway;
  }

  private static Founding.Terms terms(NetworkFolder folder, URI gateway) {
    return new Founding.Terms(
        gateway, "Local Hospital", "Local Registrar", new NetworkKeys(folder).freshPassphrase());
  }

  private void prepareStores() {
    NetworkKeys keys = new NetworkKeys(folder);
    for (String name :
        List.of(
            ServiceSettings.RECORD_DATABASE,
            ServiceSettings.LEDGER_DATABASE,
            ServiceSettings.GATEWAY_DATABASE)) {
      postgres.createDatabase(name, keys.password(name));
    }
    String integrator = ServiceSettings.INTEGRATOR_ROLE;
    postgres.createRole(integrator, keys.password(integrator));
    postgres.run(
        ServiceSettings.RECORD_DATABASE,
        "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(integrator, integrator));
    try {
      Files.createDirectories(objects.bucket(ServiceSettings.BUCKET));
    } catch (IOException e) {
      throw new UncheckedIOException("The bucket cannot be made.", e);
    }
  }
}
