package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.Test;

class OperationIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void anchoredIsToldWhenTheIndexHasTheBlock() {
    Draft draft = ward.accepted(3000);
    long block = hospital.integrator().anchor(draft.id());
    assertThat(hospital.ledger().waitedFor()).doesNotContain(block);

    Answer told = operation(draft);

    assertThat(told.json().get("state").asString()).isEqualTo("ANCHORED");
    assertThat(told.json().get("block").asLong()).isEqualTo(block);
    assertThat(hospital.ledger().waitedFor()).contains(block);
  }

  @Test
  void anchoredIsToldThoughTheLedgerIsDown() {
    Draft draft = ward.accepted(3000);
    hospital.integrator().anchor(draft.id());
    hospital.ledger().down(true);

    assertThat(operation(draft).json().get("state").asString()).isEqualTo("ANCHORED");
  }

  private Answer operation(Draft draft) {
    return wire.get(ward.nurse, "/v1/operations/" + draft.id().hex());
  }
}
