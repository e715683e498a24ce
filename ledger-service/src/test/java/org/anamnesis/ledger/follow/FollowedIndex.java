package org.anamnesis.ledger.follow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.ledger.index.Blocks;
import org.anamnesis.ledger.index.FollowedRegistries;
import org.anamnesis.ledger.index.FollowedRegistry;
import org.anamnesis.ledger.index.IndexedHead;
import org.anamnesis.ledger.world.Hospital;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The follower and its index without the rest of the service. */
final class FollowedIndex implements AutoCloseable {
  private static final FollowSettings SETTINGS =
      new FollowSettings(Duration.ofMillis(10), Duration.ofMillis(10), 4, Duration.ofSeconds(60));

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final JdbcClient jdbc;
  final FollowedNetwork network;
  final Follower follower;
  final FollowLoop loop;

  /** Over a database and a node that may fail. */
  FollowedIndex(Hospital hospital, DataSource database, EthereumNode node) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    jdbc = JdbcClient.create(database);
    context.registerBean(JdbcClient.class, () -> jdbc);
    context.registerBean(JdbcTransactionManager.class, () -> transactions);
    context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
    context.scan("org.anamnesis.ledger.index");
    context.refresh();
    network =
        new FollowedNetwork(
            new FollowedRegistry(
                hospital.registry(),
                hospital.node.block(0).orElseThrow().hash(),
                hospital.firstBlock()),
            hospital.codeHash(),
            node,
            context.getBean(FollowedRegistries.class));
    Progress progress = new Progress(context.getBean(IndexedHead.class), Clock.systemUTC());
    FollowMeters meters = new FollowMeters(new SimpleMeterRegistry(), progress);
    follower =
        new Follower(
            new RegistryReader(node, hospital.registry()),
            network,
            context.getBean(Blocks.class),
            SETTINGS,
            progress,
            meters);
    loop = new FollowLoop(follower, network, SETTINGS, meters);
  }

  /** Makes the tables. */
  static void migrate(DataSource database) {
    Flyway.configure().dataSource(database).schemas("ledger").load().migrate();
  }

  /** Steps until the index is where the chain ends. */
  void catchUp() {
    for (int step = 0; step < 1_000; step++) {
      if (follower.step() == Follower.Step.LEVEL) {
        return;
      }
    }
    throw new AssertionError("expected the index to be level after 1,000 steps");
  }

  /** Forgets everything that came from the chain. */
  void drop() {
    jdbc.sql("DELETE FROM ledger.block").update();
  }

  /** All rows of all tables but those of blocks in which nothing happened. */
  Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new TreeMap<>();
    List<String> tables =
        jdbc.sql(
                """
                SELECT table_name FROM information_schema.tables
                 WHERE table_schema = 'ledger' AND table_name <> 'flyway_schema_history'
                """)
            .query(String.class)
            .list();
    for (String table : tables) {
      String where = table.equals("block") ? " WHERE events > 0" : "";
      rows.put(
          table,
          jdbc.sql("SELECT t::text FROM ledger." + table + " t" + where + " ORDER BY 1")
              .query(String.class)
              .list());
    }
    return rows;
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  @Override
  public void close() {
    context.close();
  }
}
