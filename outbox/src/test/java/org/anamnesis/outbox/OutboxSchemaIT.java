package org.anamnesis.outbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutboxSchemaIT {
  @Test
  void integratorApprovesOnlyTheVersionItWasWrittenFor() {
    try (OutboxDatabase database = new OutboxDatabase()) {
      assertThatThrownBy(() -> OutboxSchema.requireCurrent(database.integrator()))
          .isInstanceOf(OutboxSchemaMismatchException.class)
          .hasMessageContaining("start the record service first");

      database.migrate();
      database.migrate();
      assertThatCode(() -> OutboxSchema.requireCurrent(database.integrator()))
          .doesNotThrowAnyException();

      database
          .owner()
          .sql("UPDATE outbox.flyway_history SET version = '3' WHERE version = '2'")
          .update();
      assertThatThrownBy(() -> OutboxSchema.requireCurrent(database.integrator()))
          .hasMessage("the schema outbox has version 3, this program needs 2");
    }
  }

  @Test
  void refusesARoleNameThatIsNone() {
    try (OutboxDatabase database = new OutboxDatabase()) {
      assertThatThrownBy(() ->
              OutboxSchema.migrate(
                  database.as(OutboxDatabase.RECORD_ROLE), "x\"; DROP", "postgres"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
