package org.anamnesis.localnetwork;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What network to start.
 *
 * @param folder where its data stays
 * @param chain which chain it stands on
 * @param heap the most heap of each service, as {@code -Xmx} takes it
 * @param services those to start
 * @param settings of Spring, for each service, over those that the launcher gives
 */
public record NetworkOptions(
    Path folder,
    ChainChoice chain,
    String heap,
    Set<Service> services,
    Map<Service, Map<String, String>> settings) {
  private static final String USUAL_HEAP = "256m";
  private static final Map<String, String> PRESIGNED_URLS =
      Map.of("anamnesis.store.presigned-life", "30s");

  /** Copies, and makes the folder absolute. */
  public NetworkOptions {
    folder = folder.toAbsolutePath().normalize();
    services = Set.copyOf(services);
    settings = Map.copyOf(settings);
    if (!heap.matches("[1-9][0-9]*[kmg]")) {
      throw new IllegalArgumentException("A heap is a number and k, m or g, such as 256m.");
    }
  }

  /** All services over this folder, on Besu if there is one and on Anvil if not. */
  public static NetworkOptions in(Path folder) {
    return new NetworkOptions(
        folder, new ChainChoice.Auto(), USUAL_HEAP, EnumSet.allOf(Service.class), Map.of());
  }

  /** The same on another chain. */
  public NetworkOptions on(ChainChoice choice) {
    return new NetworkOptions(folder, choice, heap, services, settings);
  }

  /** The same with another limit of the services' heap. */
  public NetworkOptions heap(String limit) {
    return new NetworkOptions(folder, chain, limit, services, settings);
  }

  /** The same with these services only. */
  public NetworkOptions only(Set<Service> some) {
    return new NetworkOptions(folder, chain, heap, some, settings);
  }

  /** The same with presigned URLs of the object store for readers. */
  public NetworkOptions presignedUrls() {
    return with(Service.RECORD, PRESIGNED_URLS);
  }

  boolean hasPresignedUrls() {
    return settings.getOrDefault(Service.RECORD, Map.of()).equals(PRESIGNED_URLS);
  }

  /** The same with settings of Spring for one service. */
  public NetworkOptions with(Service service, Map<String, String> more) {
    Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
    all.putAll(settings);
    all.put(service, Map.copyOf(more));
    return new NetworkOptions(folder, chain, heap, services, all);
  }
}
