package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localparts.ChildProcess;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts under the services that are gone for a while. */
@Tag(Town.PROCESSES)
@ExtendWith(InTown.class)
class OutageIT {
  private final Town town;
  private final Wire wire;
  private final Family family;

  OutageIT(Town town) {
    this.town = town;
    this.wire = new Wire(town.file());
    this.family = town.family();
  }

  @Test
  void aChainThatHangsIsSaidAndWhatWasAcceptedIsAnchoredLater() {
    ChildProcess node = town.network().chain().process().orElseThrow();
    Draft draft = Draft.of(family.nurse(), family.patient());
    node.suspend();
    try {
      Wire.Answer answer =
          wire.send(
              wire.json(
                  wire.as(family.nurse(), "/v1/chain"),
                  java.util.Map.of(
                      "jsonrpc",
                      "2.0",
                      "id",
                      1,
                      "method",
                      "eth_blockNumber",
                      "params",
                      java.util.List.of())));
      assertThat(answer.outcome()).isEqualTo("503 chain-unavailable");
      assertThat(answer.saysWhenToRetry()).isTrue();
      assertThat(wire.post(family.nurse(), "/v1/records", draft.request(r -> r)).outcome())
          .isEqualTo("201");
    } finally {
      node.resume();
    }
    town.anchored(family.nurse(), family.patient(), town.observation(100));
  }

  @Test
  void anObjectStoreThatDiedIsSaidAndTheSameCommandGoesOnLater() {
    Path file = town.observation(101);
    town.network().objectStore().process().kill();
    try {
      assertThat(Town.problem(() -> put(file))).isEqualTo("store-unavailable");
    } finally {
      town.network().startObjectStoreAgain();
    }
    Town.becomes("permitted", () -> put(file));
  }

  @Test
  void aDatabaseThatDiedIsSaidAndTheSameCommandGoesOnLater() {
    Path file = town.observation(102);
    put(town.observation(103));
    town.network().postgres().kill();
    try {
      assertThat(Town.problem(() -> put(file))).isEqualTo("database-unavailable");
    } finally {
      town.network().startPostgresAgain();
    }
    Town.becomes("permitted", () -> put(file));
    town.anchored(family.nurse(), family.patient(), town.observation(104));
  }

  private void put(Path file) {
    family
        .nurse()
        .records()
        .writer()
        .put(town.about(family.patient(), file), RecordWriter.Progress.NONE);
  }
}
