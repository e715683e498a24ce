package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who the registrar has not let in, or no longer. */
@ExtendWith(InTown.class)
class StatusIT {
  private final Town town;

  StatusIT(Town town) {
    this.town = town;
  }

  @Test
  void aSuspendedNurseIsRefusedAtWorkAndAtTheDoor() {
    Family family = town.family();
    Path file = town.observation(95);
    put(family, file);

    set(family.nurse(), ParticipantStatus.SUSPENDED);

    // The services keep what they read of the directory for some seconds.
    Town.becomes("participant-not-active", () -> put(family, file));
    Town.becomes("participant-not-active", () -> signIn(family.nurse().keys()));

    set(family.nurse(), ParticipantStatus.ACTIVE);
    Town.becomes("permitted", () -> put(family, file));
  }

  @Test
  void whoIsNotEnrolledDoesNotSignIn() {
    ParticipantKeys nobody = ParticipantKeys.generate(new Subject.Patient(), Clock.systemUTC());

    assertThat(Town.problem(() -> signIn(nobody))).isEqualTo("sign-in-refused");
  }

  private void put(Family family, Path file) {
    family
        .nurse()
        .records()
        .writer()
        .put(town.about(family.patient(), file), RecordWriter.Progress.NONE);
  }

  private void set(Anamnesis person, ParticipantStatus status) {
    Anamnesis registrar = town.people.registrar();
    OperationStatus accepted =
        Enrolments.setStatus(
            person.keys().participant(), status, registrar.keys(), registrar.operations());
    registrar.operations().awaitAnchored(accepted.operation(), Town.PATIENCE);
  }

  private void signIn(ParticipantKeys keys) {
    new Gateway(
            town.file().gateways().getFirst(),
            town.file().operationsFor(),
            keys.signing(),
            Clock.systemUTC())
        .authorization();
  }
}
