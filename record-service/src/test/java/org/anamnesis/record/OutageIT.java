package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ledger, database and object store, each gone for a while. */
class OutageIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();
  private final Draft draft = Draft.of(ward.nurse, ward.patient, 3000);

  @AfterEach
  void nothingIsLeft() {
    hospital.clock().reset();
    hospital.ledger().down(false);
    assertThat(ward.leftAfterTheNextSweep()).isEmpty();
  }

  @Test
  void ledgerThatIsDownIsSaidAndNothingIsBegun() {
    // What the service remembers of people is older than it may be.
    hospital.clock().pass(Duration.ofSeconds(6));
    hospital.ledger().down(true);

    requireSaid(begin(), "ledger-unavailable");
    assertThat(wire.get(ward.nurse, Ward.upload(draft)).problem()).isEqualTo("unknown-upload");
    hospital.ledger().down(false);
    ward.send(draft);
  }

  @Test
  void ledgerThatIsDownAtTheEndOfAnUploadLetsItGoOnLater() {
    begin();
    hospital.clock().pass(Duration.ofSeconds(6));
    hospital.ledger().down(true);

    requireSaid(put(), "ledger-unavailable");
    assertThat(ward.accepted()).isZero();
    hospital.ledger().down(false);
    assertThat(put().status()).isEqualTo(202);
  }

  @Test
  void ledgerThatIsDownOpensNothing() {
    Draft readable = ward.anchored(3000);
    String ticket = read(readable).json().get("ticket").asString();
    hospital.ledger().down(true);

    requireSaid(ward.content(ward.doctor, readable, ticket, ""), "ledger-unavailable");
    requireSaid(read(readable), "ledger-unavailable");
  }

  @Test
  void databaseThatIsDownIsSaidAndTheSameRequestsGoOnLater() {
    begin();
    hospital.databaseDown(true);
    try {
      requireSaid(wire.get(ward.nurse, Ward.upload(draft)), "database-unavailable");
      requireSaid(put(), "database-unavailable");
      requireSaid(begin(), "database-unavailable");
    } finally {
      hospital.databaseDown(false);
    }
    assertThat(ward.accepted()).isZero();
    ward.send(draft);
  }

  @Test
  void objectStoreThatIsDownIsSaidAndTheUploadGoesOnLater() {
    begin();
    hospital.objects().process().suspend();
    try {
      requireSaid(put(), "store-unavailable");
    } finally {
      hospital.objects().process().resume();
    }
    assertThat(ward.accepted()).isZero();
    assertThat(put().status()).isEqualTo(202);
  }

  @Test
  void objectStoreThatIsDownIsSaidToReaders() {
    Draft readable = ward.anchored(3000);
    String ticket = read(readable).json().get("ticket").asString();
    hospital.objects().process().suspend();
    try {
      requireSaid(ward.content(ward.doctor, readable, ticket, ""), "store-unavailable");
    } finally {
      hospital.objects().process().resume();
    }
    assertThat(ward.content(ward.doctor, readable, ticket, "").octets())
        .isEqualTo(readable.content());
  }

  @Test
  void objectThatIsGoneIsSaidToReaders() throws IOException {
    Draft readable = ward.anchored(3000);
    String ticket = read(readable).json().get("ticket").asString();
    Files.delete(hospital.bucket().file(readable.record().hex() + "/1/" + readable.id().hex()));

    requireSaid(ward.content(ward.doctor, readable, ticket, ""), "store-unavailable");
  }

  private static void requireSaid(Answer answer, String problem) {
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  private Answer begin() {
    return wire.post(ward.nurse, "/v1/records", draft.request());
  }

  private Answer put() {
    return wire.putOctets(ward.nurse, Ward.upload(draft), 0, draft.content());
  }

  private Answer read(Draft readable) {
    return ward.read(
        ward.doctor, readable, ward.access(ward.doctor, readable.record(), Basis.CONSENT));
  }
}
