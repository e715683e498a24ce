package org.anamnesis.localnetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.anamnesis.localparts.ChildProcess;
import org.anamnesis.localparts.ObjectStore;
import org.anamnesis.localparts.Ports;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * A running network over a folder. Nothing of it outlives this process. A test may kill, suspend
 * and start again any part of it; every part keeps its address.
 */
public final class LocalNetwork implements AutoCloseable {
  private final NetworkOptions options;
  private final NetworkFolder folder;
  private final FolderLock lock;
  private final Ground ground;
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

  private LocalNetwork(NetworkOptions options, FolderLock lock, Ground ground) {
    this.options = options;
    this.folder = new NetworkFolder(options.folder());
    this.lock = lock;
    this.ground = ground;
    for (Service service : Service.values()) {
      ports.put(service, Ports.free());
    }
    ports.put(Service.GATEWAY, ground.network().gateways().getFirst().getPort());
  }

  /**
   * Starts a network and waits until every service is ready.
   *
   * @param fresh forgets what the folder holds
   * @param progress is told each step in a line
   * @throws NetworkFailedException if it does not start; then nothing of it is left running
   * @throws org.anamnesis.localparts.PartFailedException likewise
   */
  public static LocalNetwork start(
      NetworkOptions options, boolean fresh, Consumer<String> progress) {
    NetworkFolder folder = new NetworkFolder(options.folder());
    folder.create();
    FolderLock lock = FolderLock.take(folder);
    try {
      if (fresh) {
        folder.forget();
        folder.create();
      }
      LocalNetwork network =
          new LocalNetwork(options, lock, Ground.start(folder, options, progress));
      network.startServices(progress);
      return network;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The folder of it all. */
  public NetworkFolder folder() {
    return folder;
  }

  /** What clients pin. */
  public NetworkFile network() {
    return ground.network();
  }

  /** Where a service answers. */
  public URI url(Service service) {
    return URI.create("http://127.0.0.1:" + ports.get(service));
  }

  /** Postgres. */
  public PostgresServer postgres() {
    return ground.postgres();
  }

  /** The object store. */
  public ObjectStore objectStore() {
    return ground.objects();
  }

  /** The chain. */
  public Chain chain() {
    return ground.chain();
  }

  /** A service's process, to suspend it or to see that it lives; empty if it is not started. */
  public Optional<ChildProcess> process(Service service) {
    return Optional.ofNullable(services.get(service)).map(ServiceProcess::process);
  }

  /** Ends a service at once (SIGKILL), as a crash would. */
  public void kill(Service service) {
    process(service).ifPresent(ChildProcess::kill);
    services.remove(service);
  }

  /** Ends a service in good order. */
  public void stop(Service service) {
    process(service).ifPresent(ChildProcess::close);
    services.remove(service);
  }

  /** Starts a service at its old address and waits until it is ready. */
  public void start(Service service) {
    launch(service, options.heap()).awaitReady();
  }

  /** The same with another limit of its heap. */
  public void start(Service service, String heap) {
    launch(service, heap).awaitReady();
  }

  /** Starts Postgres again, after a kill, at its old port. */
  public void startPostgresAgain() {
    ground.startPostgresAgain();
  }

  /** Starts the object store again, after a kill, at its old address. */
  public void startObjectStoreAgain() {
    ground.startObjectStoreAgain();
  }

  /** Starts the chain's node again, after a kill, at its old address. */
  public void startChainAgain() {
    ground.startChainAgain();
  }

  /** What those who look for the network are told. */
  public RunningNetwork describe() {
    Map<Service, URI> urls = new EnumMap<>(Service.class);
    options.services().forEach(service -> urls.put(service, url(service)));
    return new RunningNetwork(
        ProcessHandle.current().pid(),
        network().gateways().getFirst(),
        chain().rpc(),
        chain().kind(),
        objectStore().endpoint(),
        postgres().port(),
        urls,
        folder.networkFile().toString());
  }

  /** The first part that has ended by itself, if one has. */
  public Optional<ChildProcess> ended() {
    Stream<ChildProcess> parts =
        Stream.concat(
            services.values().stream().map(ServiceProcess::process),
            Stream.concat(Stream.of(objectStore().process()), chain().process().stream()));
    return parts.filter(part -> !part.isAlive()).findFirst();
  }

  /** Ends everything in good order: first those that depend on others. */
  @Override
  public void close() {
    try {
      for (Service service : List.of(Service.values()).reversed()) {
        stop(service);
      }
      ground.close();
      Files.deleteIfExists(folder.running());
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + folder.running() + " cannot be deleted.", e);
    } finally {
      lock.close();
    }
  }

  private void startServices(Consumer<String> progress) {
    try {
      // The record service migrates the outbox, which the integrator checks at its start.
      startTogether(List.of(Service.LEDGER, Service.RECORD), progress);
      startTogether(List.of(Service.INTEGRATOR, Service.GATEWAY), progress);
      folder.write(folder.running(), NetworkJson.text(describe()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startTogether(List<Service> some, Consumer<String> progress) {
    List<Service> wanted = some.stream().filter(options.services()::contains).toList();
    wanted.forEach(service -> launch(service, options.heap()));
    for (Service service : wanted) {
      ServiceProcess process = services.get(service);
      if (process != null) {
        process.awaitReady();
        progress.accept("The " + service.module() + " answers at " + url(service));
      }
    }
  }

  private ServiceProcess launch(Service service, String heap) {
    Map<String, String> settings =
        new ServiceSettings(folder, network(), postgres(), objectStore(), chain().rpc(), ports)
            .of(service);
    settings.putAll(options.settings().getOrDefault(service, Map.of()));
    ServiceProcess process =
        ServiceProcess.start(service, url(service), heap, settings, folder.logs());
    services.put(service, process);
    return process;
  }
}
