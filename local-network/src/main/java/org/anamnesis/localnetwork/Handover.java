package org.anamnesis.localnetwork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.protocol.network.NetworkFile;

/**
 * Gives every service of a founded network a folder with what it needs and no more: network.json,
 * its own private keys and the public keys of those whose tokens it takes. Keys of the consortium's
 * member and of the registrar are given to nobody.
 */
public final class Handover {
  private static final String NETWORK = "network.json";

  /** Named after the setting that it is, for Spring's configtree. */
  private static final String STORE_ID = "settings/anamnesis.acceptance.store";

  private final NetworkFolder folder;
  private final NetworkFile network;

  Handover(NetworkFolder folder, NetworkFile network) {
    this.folder = folder;
    this.network = network;
  }

  /** The files that a service is given, relative to its folder. */
  public static Set<String> files(Service service) {
    return switch (service) {
      case GATEWAY -> Set.of(NETWORK, "gateway-service.pem");
      case RECORD ->
          Set.of(NETWORK, "gateway-service.pub.pem", "record-service.pem", "store.pem", STORE_ID);
      case INTEGRATOR -> Set.of(NETWORK, "gateway-service.pub.pem", "relayer.hex");
      case LEDGER -> Set.of(NETWORK, "gateway-service.pub.pem", "record-service.pub.pem");
    };
  }

  /**
   * Writes what is missing. May be run at any time; each file is written whole or not at all.
   *
   * @param everybody holds a folder for each service, named like its module
   * @throws NetworkFailedException if a service has another network's files
   */
  void giveAll(Path everybody) {
    for (Service service : Service.values()) {
      give(service, new NetworkFolder(everybody.resolve(service.module())));
    }
  }

  private void give(Service service, NetworkFolder to) {
    Map<String, String> texts = new LinkedHashMap<>();
    files(service).forEach(file -> texts.put(file, text(file)));
    if (Files.exists(to.networkFile())
        && !to.read(to.networkFile()).equals(text(NETWORK).strip())) {
      throw new NetworkFailedException(
          Fault.OTHER_NETWORK,
          "The %s has keys of another network in %s; nothing was changed there."
              .formatted(service.module(), to.path()));
    }
    texts.forEach((name, text) -> {
      Path file = to.path().resolve(name);
      if (!Files.exists(file) || !to.read(file).equals(text.strip())) {
        NetworkFolder.create(Objects.requireNonNull(file.getParent()));
        to.write(file, text);
      }
    });
  }

  private String text(String file) {
    return switch (file) {
      case NETWORK -> folder.read(folder.networkFile()) + "\n";
      case STORE_ID -> network.stores().getFirst().id().hex() + "\n";
      default -> folder.read(folder.keys().resolve(file)) + "\n";
    };
  }
}
