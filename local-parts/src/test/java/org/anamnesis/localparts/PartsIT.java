package org.anamnesis.localparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsIT {
  @TempDir Path directory;

  @Test
  void postgresKeepsItsDataAndWritesToDisk() throws Exception {
    try (PostgresServer postgres = PostgresServer.start(directory)) {
      postgres.createDatabase("records", "secret");
      try (Connection connection =
          DriverManager.getConnection(postgres.jdbcUrl("records"), "records", "secret")) {
        connection.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS n");
      }
    }
    try (PostgresServer postgres = PostgresServer.start(directory)) {
      postgres.createDatabase("records", "other");
      try (Connection connection =
              DriverManager.getConnection(postgres.jdbcUrl("records"), "records", "other");
          ResultSet row =
              connection
                  .createStatement()
                  .executeQuery("SELECT n, current_setting('fsync') FROM kept")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(7);
        assertThat(row.getString(2)).isEqualTo("on");
      }
    }
  }

  @Test
  void objectStoreKeepsItsKey() {
    String secret;
    try (ObjectStore store = ObjectStore.start(directory)) {
      secret = store.secretKey();
      assertThat(Ports.isOpen(store.endpoint().getPort())).isTrue();
    }
    try (ObjectStore store = ObjectStore.start(directory)) {
      assertThat(store.secretKey()).isEqualTo(secret);
    }
  }

  @Test
  void ethereumNodeListensUntilItIsClosed() {
    int port;
    try (AnvilNode node = AnvilNode.instant(directory)) {
      port = node.rpc().getPort();
      assertThat(Ports.isOpen(port)).isTrue();
    }
    assertThat(Ports.isOpen(port)).isFalse();
  }
}
