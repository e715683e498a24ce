package org.anamnesis.integrator;

import javax.sql.DataSource;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.outbox.AcceptedOperation;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.outbox.Outbox;
import org.anamnesis.outbox.OutboxSchema;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.SignedOperation;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of its own with both schemas, where operations are accepted by the hand of a test. */
final class TestDatabase {
  private static final String ROLE = "integrator_service";
  private static final SigningKey STORE_KEY = SigningKey.generate();

  final DataSource integrator;
  final JdbcClient owner;
  private final Outbox outbox;
  private final String url;

  TestDatabase(PostgresServer server, String name) {
    server.createDatabase(name, "secret");
    server.createRole(ROLE, "secret");
    DataSource superuser = server.superuser(name);
    owner = JdbcClient.create(superuser);
    OutboxSchema.migrate(superuser, name, ROLE);
    owner.sql("CREATE SCHEMA integrator AUTHORIZATION " + ROLE).update();
    url = server.jdbcUrl(name);
    integrator = new DriverManagerDataSource(url, ROLE, "secret");
    Flyway.configure()
        .dataSource(integrator)
        .locations("classpath:db/integrator")
        .schemas("integrator")
        .table("flyway_history")
        .load()
        .migrate();
    outbox = new Outbox(owner);
  }

  OperationId accept(SignedOperation signed, long now) {
    AcceptedOperation accepted =
        new AcceptedOperation(signed, now, now + 600, STORE_KEY.sign(new byte[] {1}));
    return outbox.append(accepted).operation().id();
  }

  OperationState state(OperationId id) {
    return outbox.find(id).orElseThrow().state();
  }

  String url() {
    return url;
  }

  Outbox outbox() {
    return outbox;
  }

  long count(String from) {
    return owner.sql("SELECT count(*) FROM " + from).query(Long.class).single();
  }
}
