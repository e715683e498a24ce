package org.anamnesis.localnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.localparts.ChildProcess;
import org.anamnesis.protocol.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A network of one validator, by the Besu of this machine; skipped where there is none. */
@EnabledIf(
    value = "besuIsHere",
    disabledReason = "there is no besu on the PATH and none in BESU_HOME")
class BesuNetworkIT {
  @TempDir Path folder;

  @Test
  void findsItsDataAgainWhenItWasEndedAndWhenItsNodeWasKilled() {
    NetworkFile founded;
    try (LocalNetwork first = start()) {
      founded = first.network();
      LocalNetworkIT.assertFounded(first);
    }
    try (LocalNetwork second = start()) {
      assertThat(second.network()).isEqualTo(founded);
      ChildProcess node = second.chain().process().orElseThrow();
      node.kill();
      assertThat(second.ended()).contains(node);

      second.startChainAgain();

      LocalNetworkIT.assertFounded(second);
      assertMines(second);
    }
  }

  private static void assertMines(LocalNetwork network) {
    AccountKey key = new NetworkKeys(network.folder()).account(Founding.MEMBER);
    try (EthereumNode node = JsonRpcNode.open(network.chain().rpc(), NodeTimeouts.USUAL)) {
      Account member = new Account(node, key, Duration.ofSeconds(30));
      assertThat(member.transact(Call.of(key.address(), Octets.EMPTY), 50_000).succeeded())
          .isTrue();
    }
  }

  private LocalNetwork start() {
    NetworkOptions options = NetworkOptions.in(folder).on(new ChainChoice.Besu()).only(Set.of());
    return LocalNetwork.start(options, false, line -> {});
  }

  static boolean besuIsHere() {
    return BesuNode.program().isPresent();
  }
}
