package org.anamnesis.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.anamnesis.localparts.PostgresServer;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** A real Postgres with the migrated outbox and its two roles, as three users see it. */
final class OutboxDatabase implements AutoCloseable {
  static final String RECORD_ROLE = "record_service";
  static final String INTEGRATOR_ROLE = "integrator_service";

  private static final String PASSWORD = "secret";
  private static final String DATABASE = "postgres";

  private final Path directory;
  private final PostgresServer server;

  OutboxDatabase() {
    try {
      directory = Files.createTempDirectory("outbox");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = PostgresServer.start(directory);
    server.createRole(RECORD_ROLE, PASSWORD);
    server.createRole(INTEGRATOR_ROLE, PASSWORD);
  }

  void migrate() {
    OutboxSchema.migrate(server.superuser(DATABASE), RECORD_ROLE, INTEGRATOR_ROLE);
  }

  JdbcClient owner() {
    return JdbcClient.create(server.superuser(DATABASE));
  }

  JdbcClient recordService() {
    return JdbcClient.create(as(RECORD_ROLE));
  }

  JdbcClient integrator() {
    return JdbcClient.create(as(INTEGRATOR_ROLE));
  }

  DataSource as(String role) {
    return new DriverManagerDataSource(server.jdbcUrl(DATABASE), role, PASSWORD);
  }

  static <T> T inTransaction(DataSource database, Supplier<T> work) {
    T result =
        new TransactionTemplate(new JdbcTransactionManager(database)).execute(s -> work.get());
    return Objects.requireNonNull(result);
  }

  @Override
  public void close() {
    server.close();
    Path running = directory.resolve("data/postmaster.pid");
    Awaitility.await().until(() -> Files.notExists(running));
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
