package org.anamnesis.ledger.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.localparts.PostgresServer;

/**
 * One Postgres and one Ethereum node for all tests of a run; the leash of each ends it with this
 * process.
 */
public final class Servers {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final PostgresServer POSTGRES = PostgresServer.start(directory("postgres"));
  private static final AnvilNode ANVIL = AnvilNode.instant(directory("anvil"));

  private Servers() {}

  /** The node. */
  public static AnvilNode anvil() {
    return ANVIL;
  }

  /** A database of one's own. */
  public record Database(String url, String user, String password, DataSource superuser) {}

  /** Makes an empty database. */
  public static Database database() {
    String name = "ledger" + DATABASES.incrementAndGet();
    POSTGRES.createDatabase(name, "secret");
    return new Database(POSTGRES.jdbcUrl(name), name, "secret", POSTGRES.superuser(name));
  }

  private static Path directory(String part) {
    try {
      return Files.createTempDirectory("ledger-" + part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
