package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.operation.OperationFailedException;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A parent who acts for a child. */
@ExtendWith(InTown.class)
class DelegateIT {
  private final Town town;

  DelegateIT(Town town) {
    this.town = town;
  }

  @Test
  void aDelegatesConsentCountsUntilTheDelegationIsWithdrawn() throws IOException {
    Anamnesis child = town.people.patient();
    Anamnesis parent = town.people.patient();
    Anamnesis nurse = town.people.professional(Role.NURSE, "Nora Nurse");
    town.people.awaitEnrolled();
    assertThat(consents(parent, child, nurse)).isEqualTo("not-permitted");

    town.consent(child, child, parent, Permission.DELEGATE, Effect.ALLOW);
    assertThat(consents(parent, child, nurse)).isEqualTo("permitted");
    Path file = town.observation(90);
    RecordWriter.Put put = town.anchored(nurse, child, file);
    assertThat(Town.read(child, put.record())).isEqualTo(Files.readAllBytes(file));

    town.consent(child, child, parent, Permission.DELEGATE, Effect.NONE);
    assertThat(consents(parent, child, nurse)).isEqualTo("not-permitted");
  }

  private String consents(Anamnesis parent, Anamnesis child, Anamnesis nurse) {
    try {
      town.consent(parent, child, nurse, Permission.CONTRIBUTE, Effect.ALLOW);
      return "permitted";
    } catch (ProblemException e) {
      return e.problem().name();
    } catch (OperationFailedException e) {
      return "rejected";
    }
  }
}
