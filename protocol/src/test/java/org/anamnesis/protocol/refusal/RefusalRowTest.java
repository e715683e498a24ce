package org.anamnesis.protocol.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.vectors.VectorFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusalRowTest {
  @Test
  void chainsRows() {
    Hash previous = Hash.ZERO;
    for (JsonNode row : VectorFile.read("acceptance.json").get("refusalLog")) {
      previous =
          new RefusalRow(
                  previous,
                  OperationId.of(VectorFile.octets(row.get("operation"))),
                  ParticipantId.of(VectorFile.octets(row.get("actor"))),
                  RecordId.of(VectorFile.octets(row.get("record"))),
                  row.get("time").asLong(),
                  row.get("problemType").asString())
              .hash();

      assertThat(previous.bytes()).isEqualTo(VectorFile.octets(row.get("hash")));
    }
  }
}
