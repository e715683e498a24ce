package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.anamnesis.outbox.ChainHead;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @BeforeEach
  @AfterEach
  void settle() {
    anchorAll();
    hospital.database().sql("DELETE FROM outbox.chain_head").update();
    // What the service knows of its backlog may be a second old.
    hospital.clock().pass(Duration.ofSeconds(5));
  }

  @Test
  void newWorkIsRefusedBeforeReadsWhenTheOldestIsTooOld() {
    Draft readable = ward.anchored(3000);
    ward.accepted(3000);
    hospital.clock().pass(Duration.ofSeconds(310));

    Answer refused = begin();
    Answer read = read(readable);

    assertThat(refused.problem()).isEqualTo("backlog-full");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(read.status()).as(read.problem()).isEqualTo(200);
    hospital.clock().pass(Duration.ofSeconds(310));
    assertThat(read(readable).problem()).isIn("backlog-full", "releases-stopped");
  }

  @Test
  void aRevocationIsTakenAsLongAsReadsAre() {
    ward.accepted(3000);
    hospital.clock().pass(Duration.ofSeconds(310));

    assertThat(decide(Effect.ALLOW, 1).problem()).isEqualTo("backlog-full");
    assertThat(decide(Effect.DENY, 1).status()).isEqualTo(202);
    assertThat(decide(Effect.NONE, 2).status()).isEqualTo(202);
    hospital.clock().pass(Duration.ofSeconds(310));
    assertThat(decide(Effect.DENY, 3).problem()).isEqualTo("backlog-full");
  }

  private Answer decide(Effect effect, long sequence) {
    return ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, effect, sequence));
  }

  @Test
  void chainThatStandsStillStopsNewWork() {
    Instant now = hospital.clock().instant();
    OutboxClaims claims = new OutboxClaims(hospital.database());
    claims.see(new ChainHead(5, now.getEpochSecond(), now));
    assertThat(begin().status()).isEqualTo(201);
    hospital.clock().pass(Duration.ofSeconds(130));

    assertThat(begin().problem()).isEqualTo("backlog-full");
  }

  @Test
  void releasesStopWhenAnAccessIsNotConfirmedInTime() {
    Draft draft = ward.anchored(3000);
    Answer opened = read(draft);
    String ticket = opened.json().get("ticket").asString();
    hospital.database().sql("UPDATE records.ticket SET expires_at = expires_at + 10000").update();
    hospital.clock().pass(Duration.ofSeconds(601));

    assertThat(ward.content(ward.doctor, draft, ticket, "").problem())
        .isEqualTo("releases-stopped");
    anchorAll();
    hospital.clock().pass(Duration.ofSeconds(5));
    assertThat(ward.content(ward.doctor, draft, ticket, "").status()).isEqualTo(200);
  }

  private Answer begin() {
    return wire.post(ward.nurse, "/v1/records", Draft.of(ward.nurse, ward.patient, 3000).request());
  }

  private Answer read(Draft draft) {
    return ward.read(ward.doctor, draft, ward.access(ward.doctor, draft.record(), Basis.CONSENT));
  }

  private void anchorAll() {
    hospital
        .database()
        .sql("SELECT id FROM outbox.operation WHERE state IN ('ACCEPTED', 'SUBMITTED')")
        .query((row, index) -> OperationId.of(row.getBytes(1)))
        .list()
        .forEach(hospital.integrator()::anchor);
  }
}
