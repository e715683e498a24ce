package org.anamnesis.outbox;

import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schema {@code outbox}. The record service migrates it; the integrator checks at its start
 * that it is the one that this code was written for.
 */
public final class OutboxSchema {
  /** The version of the last migration under {@code db/outbox}. */
  public static final String VERSION = "2";

  private static final String SCHEMA = "outbox";
  private static final String HISTORY = "flyway_history";

  private OutboxSchema() {}

  /**
   * Brings the schema to {@link #VERSION}. Both roles must exist; one may stand for both, and the
   * role that migrates owns everything anyway.
   *
   * @param database connected as a role that may create a schema
   * @param recordRole is given INSERT and SELECT
   * @param integratorRole is given SELECT, and UPDATE of the state's columns
   */
  public static void migrate(DataSource database, String recordRole, String integratorRole) {
    requireRoleName(recordRole);
    requireRoleName(integratorRole);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/outbox")
        .schemas(SCHEMA)
        .table(HISTORY)
        .placeholders(Map.of("recordRole", recordRole, "integratorRole", integratorRole))
        .load()
        .migrate();
  }

  /**
   * Approves the schema.
   *
   * @throws OutboxSchemaMismatchException if it is not there, not readable or of another version
   */
  public static void requireCurrent(JdbcClient jdbc) {
    String found;
    try {
      found = version(jdbc).orElse("none");
    } catch (DataAccessException e) {
      throw new OutboxSchemaMismatchException(
          "the schema outbox is not there or not readable; start the record service first, it"
              + " migrates it",
          e);
    }
    if (!found.equals(VERSION)) {
      throw new OutboxSchemaMismatchException(
          "the schema outbox has version " + found + ", this program needs " + VERSION, null);
    }
  }

  private static Optional<String> version(JdbcClient jdbc) {
    return jdbc.sql(
            """
            SELECT version FROM outbox.flyway_history WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC LIMIT 1
            """)
        .query(String.class)
        .optional();
  }

  private static void requireRoleName(String role) {
    if (!role.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a name of a database role: " + role);
    }
  }
}
