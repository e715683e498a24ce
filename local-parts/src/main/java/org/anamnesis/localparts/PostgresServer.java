package org.anamnesis.localparts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A real Postgres that writes to disk before it answers (fsync and synchronous_commit on), on a
 * directory that it finds again.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final EmbeddedPostgres postgres;
  private final ProcessHandle postmaster;
  private final Leash leash;

  private PostgresServer(EmbeddedPostgres postgres, ProcessHandle postmaster) {
    this.postgres = postgres;
    this.postmaster = postmaster;
    leash = Leash.on(postmaster.pid(), "INT");
  }

  /** Starts a server on a free port, its files under {@code directory/data}. */
  public static PostgresServer start(Path directory) {
    return start(Ports.free(), directory);
  }

  /** Starts a server, its files under {@code directory/data}. */
  public static PostgresServer start(int port, Path directory) {
    try {
      Files.createDirectories(directory);
      Path log = directory.resolve("postgres.log");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(directory.resolve("data"))
              .setOverrideWorkingDirectory(binaries().toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "200")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new PostgresServer(postgres, postmaster(directory));
    } catch (IOException | IllegalStateException e) {
      throw new PartFailedException("Postgres does not start on " + directory + ".", e);
    }
  }

  /** The superuser's connections to a database. */
  public DataSource superuser(String database) {
    return postgres.getDatabase("postgres", database);
  }

  /** JDBC URL of a database, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
  }

  /** Its port. */
  public int port() {
    return postgres.getPort();
  }

  /**
   * Makes a role that may log in with a password, and a database that it owns, unless they are
   * there.
   *
   * @param database name of both
   * @param password hexadecimal digits or letters only
   */
  public void createDatabase(String database, String password) {
    createRole(database, password);
    if (!exists("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
      run("CREATE DATABASE " + database + " OWNER " + database);
    }
  }

  /** Makes a role that may log in, or gives it this password if it is there. */
  public void createRole(String role, String password) {
    for (String word : List.of(role, password)) {
      if (!NAME.matcher(word).matches() && !word.matches("[0-9a-zA-Z]+")) {
        throw new IllegalArgumentException(
            "a role, database or password has letters and digits only");
      }
    }
    String verb =
        exists("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'") ? "ALTER" : "CREATE";
    run(verb + " ROLE " + role + " LOGIN PASSWORD '" + password + "'");
  }

  /** Its process id. */
  public long pid() {
    return postmaster.pid();
  }

  /** Ends it and its workers at once (SIGKILL), as a crash of the machine would. */
  public void kill() {
    List<ProcessHandle> workers = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
    postmaster.onExit().join();
    workers.forEach(worker -> worker.onExit().join());
    // Lets go of the lock on the data that this process holds.
    close();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new PartFailedException("Postgres does not stop.", e);
    } finally {
      leash.close();
    }
  }

  private boolean exists(String query) {
    try (Connection connection = superuser("postgres").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      throw new PartFailedException("Postgres does not answer.", e);
    }
  }

  private void run(String sql) {
    run("postgres", sql);
  }

  /** Runs a statement as the superuser in a database. */
  public void run(String database, String sql) {
    try (Connection connection = superuser(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new PartFailedException("Postgres refuses a statement.", e);
    }
  }

  /** Unpacked once for a user and not for every server. */
  private static Path binaries() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("anamnesis");
  }

  private static ProcessHandle postmaster(Path directory) throws IOException {
    Path file = directory.resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new PartFailedException("Postgres ended at its start."));
  }
}
