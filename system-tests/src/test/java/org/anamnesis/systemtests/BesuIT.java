package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.ChainChoice;
import org.anamnesis.localparts.BesuNode;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The whole of it on the Besu of this machine; skipped where there is none. With {@code
 * -Danamnesis.chain=besu} all other system tests run there, too.
 */
@EnabledIf(
    value = "besuIsHere",
    disabledReason = "there is no besu on the PATH and none in BESU_HOME")
@Tag(Town.PROCESSES)
class BesuIT {
  @Test
  void whatWasAcceptedWhileTheNodeWasDeadIsAnchoredWhenItIsBack() throws IOException {
    try (Town town = Town.found(new ChainChoice.Besu())) {
      Family family = town.family();
      Path early = town.observation(60);
      Path late = town.observation(61);
      RecordWriter.Put anchored = town.anchored(family.nurse(), family.patient(), early);
      // The nurse is signed in and known by now.
      town.network().chain().process().orElseThrow().kill();
      RecordWriter.Put accepted =
          family
              .nurse()
              .records()
              .writer()
              .put(town.about(family.patient(), late), RecordWriter.Progress.NONE);
      town.network().startChainAgain();

      family.nurse().operations().awaitAnchored(accepted.operation().operation(), Town.PATIENCE);

      assertThat(Town.read(family.doctor(), anchored.record()))
          .isEqualTo(Files.readAllBytes(early));
      assertThat(Town.read(family.doctor(), accepted.record())).isEqualTo(Files.readAllBytes(late));
    }
  }

  static boolean besuIsHere() {
    return BesuNode.program().isPresent();
  }
}
