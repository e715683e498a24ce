package org.anamnesis.localnetwork;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.contracts.registry.RegistryContract;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.Ports;
import org.anamnesis.protocol.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with its parts and without the services. */
class LocalNetworkIT {
  @TempDir Path folder;

  @Test
  void findsItsDataAgainAndForgetsItWhenFresh() {
    NetworkFile founded;
    try (LocalNetwork first = start(false)) {
      founded = first.network();
      assertFounded(first);
    }
    NetworkOptions whatThereIs = options().on(new ChainChoice.Auto());
    try (LocalNetwork second = LocalNetwork.start(whatThereIs, false, line -> {})) {
      assertThat(second.network()).isEqualTo(founded);
      assertFounded(second);
    }
    try (LocalNetwork third = start(true)) {
      assertThat(third.network().stores()).isNotEqualTo(founded.stores());
    }
  }

  @Test
  void keepsKeysToTheirOwner() throws IOException {
    try (LocalNetwork network = start(false);
        Stream<Path> keys = Files.list(network.folder().keys())) {
      List<Path> files = keys.toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-------"));
      }
    }
  }

  @Test
  void startsKilledPartsAgainAtTheirAddresses() {
    try (LocalNetwork network = start(false)) {
      int database = network.postgres().port();
      URI objects = network.objectStore().endpoint();
      network.postgres().kill();
      network.objectStore().process().kill();
      assertThat(network.ended()).isPresent();

      network.startPostgresAgain();
      network.startObjectStoreAgain();

      assertThat(network.ended()).isEmpty();
      assertThat(network.postgres().port()).isEqualTo(database);
      assertThat(network.objectStore().endpoint()).isEqualTo(objects);
    }
  }

  @Test
  void refusesASecondNetworkOverOneFolder() {
    try (LocalNetwork first = start(false)) {
      assertThat(first.folder().path()).isEqualTo(folder);
      assertFails(Fault.RUNNING, "A network is running already on");
    }
  }

  @Test
  void refusesDataOfAnotherChain() throws IOException {
    start(false).close();
    try (AnvilNode other = AnvilNode.instant(folder.resolve("other"))) {
      NetworkOptions options = options().on(new ChainChoice.Running(other.rpc()));
      assertThatThrownBy(() -> LocalNetwork.start(options, false, line -> {}))
          .hasMessageContaining("belongs to a chain of the kind anvil, not running");
    }
    Files.delete(folder.resolve("chain/state.json"));
    assertFails(Fault.OTHER_NETWORK, "use --fresh or another --data");
  }

  @Test
  void refusesWhenTheGatewaysPortIsInUse() throws IOException {
    LocalNetwork first = start(false);
    int port = first.url(Service.GATEWAY).getPort();
    first.close();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertFails(Fault.PORT, "Port " + port);
    }
  }

  @Test
  void leavesNothingBehindWhenAServiceDiesAtItsStart() {
    NetworkOptions broken = options().only(Set.of(Service.LEDGER)).heap("1k");
    assertThatThrownBy(() -> LocalNetwork.start(broken, false, line -> {}))
        .hasMessageContaining("ledger-service");
    try (LocalNetwork next = start(false)) {
      assertThat(Ports.isOpen(next.postgres().port())).isTrue();
    }
  }

  private void assertFails(Fault fault, String sentence) {
    assertThatThrownBy(() -> start(false))
        .isInstanceOfSatisfying(
            NetworkFailedException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(sentence);
  }

  static void assertFounded(LocalNetwork network) {
    NetworkFile file = network.network();
    try (EthereumNode node = JsonRpcNode.open(network.chain().rpc(), NodeTimeouts.USUAL)) {
      RegistryContract registry = new RegistryContract(node, file.registry());
      assertThat(registry.organisation(file.organisations().getFirst().id())).isTrue();
      assertThat(registry.participant(file.registrars().getFirst().participant())).isPresent();
      assertThat(registry.store(file.stores().getFirst().id()))
          .hasValueSatisfying(store ->
              assertThat(store.signingKey()).isEqualTo(file.stores().getFirst().signingKey()));
      assertThat(
              registry.relayer(
                  new NetworkKeys(network.folder()).account(Founding.RELAYER).address()))
          .isPresent();
    }
  }

  private LocalNetwork start(boolean fresh) {
    return LocalNetwork.start(options(), fresh, line -> {});
  }

  private NetworkOptions options() {
    return NetworkOptions.in(folder).on(new ChainChoice.Anvil()).only(Set.of());
  }
}
