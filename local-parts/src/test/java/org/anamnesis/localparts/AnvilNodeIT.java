package org.anamnesis.localparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilNodeIT {
  private static final int RESTARTS = 4;

  @TempDir Path directory;

  @Test
  void keepsItsChainAndItsClockOverManyRestarts() {
    List<String> geneses = new ArrayList<>();
    long height = 0;
    long time = 0;
    for (int i = 0; i < RESTARTS; i++) {
      try (AnvilNode node = AnvilNode.everySecond(Ports.free(), directory)) {
        AnvilRpc rpc = new AnvilRpc(node.rpc());
        long before = height;
        node.process().awaitReady(Duration.ofSeconds(30), () -> height(rpc) > before + 1);
        geneses.add(word(rpc.ask("eth_getBlockByNumber", "\"0x0\",false"), "hash"));
        height = height(rpc);
        long now = Long.decode(word(latest(rpc), "timestamp"));
        assertThat(now).isGreaterThan(time);
        time = now;
      }
    }
    assertThat(geneses).hasSize(RESTARTS).containsOnly(geneses.getFirst());
  }

  private static long height(AnvilRpc rpc) {
    return Long.decode(word(latest(rpc), "number"));
  }

  private static String latest(AnvilRpc rpc) {
    return rpc.ask("eth_getBlockByNumber", "\"latest\",false");
  }

  private static String word(String answer, String name) {
    return answer.replaceAll("(?s).*?\"" + name + "\":\"(0x[0-9a-f]+)\".*", "$1");
  }
}
