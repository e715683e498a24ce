package org.anamnesis.localparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BesuNodeTest {
  @Test
  void startsAChainUnderOsakaWithFreeGasAndOneValidator() {
    assertThat(BesuNode.configuration())
        .contains("\"chainId\": 1337", "\"zeroBaseFee\": true", "\"osakaTime\": 0")
        .contains("\"qbft\"", "\"blockperiodseconds\": 1", "\"count\": 1")
        .contains("\"gasLimit\": \"0x" + Long.toHexString(60_000_000) + "\"");
  }

  @Test
  void listensOnTheLoopbackAddressOnlyAndTakesFreeTransactions() {
    assertThat(BesuNode.command(Path.of("besu"), Path.of("chain"), 8545, 30303))
        .contains("--min-gas-price=0", "--rpc-http-host=127.0.0.1", "--rpc-http-port=8545")
        .contains("--p2p-host=127.0.0.1", "--p2p-interface=127.0.0.1", "--p2p-port=30303")
        .contains("--node-private-key-file=chain/network/key")
        .contains("--genesis-file=chain/network/genesis.json")
        .contains("--tx-pool-max-future-by-sender=10000")
        .noneMatch(argument -> argument.contains("0.0.0.0"));
  }
}
