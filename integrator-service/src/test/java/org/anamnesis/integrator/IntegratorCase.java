package org.anamnesis.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.SignedOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.util.FileSystemUtils;

/** A real Postgres and a real chain; for each test a database and a relayer of its own. */
abstract class IntegratorCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static Chain chain;
  private static Path directory;
  private static PostgresServer postgres;

  final TestClock clock = new TestClock(Instant.ofEpochSecond(1_764_000_000));
  TestDatabase database;
  AccountKey relayer;
  private final List<RunningIntegrator> started = new ArrayList<>();

  @BeforeAll
  static void startServers() throws IOException {
    directory = Files.createTempDirectory("integrator");
    postgres = PostgresServer.start(directory.resolve("postgres"));
    chain = new Chain(Files.createDirectory(directory.resolve("chain")));
  }

  @AfterAll
  static void stopServers() throws IOException {
    chain.close();
    postgres.close();
    Path running = directory.resolve("postgres/data/postmaster.pid");
    Awaitility.await().atMost(PATIENCE).until(() -> Files.notExists(running));
    FileSystemUtils.deleteRecursively(directory);
  }

  @BeforeEach
  void openDatabase() {
    database = new TestDatabase(postgres, "case" + DATABASES.incrementAndGet());
    relayer = chain.newRelayer();
  }

  @AfterEach
  void stopIntegrators() {
    started.forEach(RunningIntegrator::close);
    chain.mineAtOnce();
  }

  RunningIntegrator start() {
    return start(RunningIntegrator.Options.USUAL);
  }

  RunningIntegrator start(RunningIntegrator.Options options) {
    RunningIntegrator integrator =
        new RunningIntegrator(
            database.integrator, chain.node, chain.identity(), relayer, clock, options);
    started.add(integrator);
    return integrator;
  }

  /** Another process takes over from one that was killed. */
  RunningIntegrator restart() {
    endLease();
    return start();
  }

  /** The time of the lease runs out. */
  void endLease() {
    database.owner.sql("UPDATE integrator.lease SET expires_at = now()").update();
  }

  OperationId accept(SignedOperation signed) {
    return database.accept(signed, clock.instant().getEpochSecond());
  }

  OperationId register() {
    return accept(chain.register());
  }

  List<OperationId> registers(int count) {
    return Stream.generate(this::register).limit(count).toList();
  }

  void settle(RunningIntegrator integrator, List<OperationId> operations) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          integrator.round();
          return operations.stream().allMatch(id -> database.state(id).isFinal());
        });
  }

  void settleFromTheChain(RunningIntegrator integrator, List<OperationId> operations) {
    settle(integrator, operations);
    operations.forEach(this::assertAnchoredOnce);
  }

  /**
   * The outbox says where the operation is anchored, and the chain has it there and nowhere else.
   */
  void assertAnchoredOnce(OperationId id) {
    assertThat(database.state(id)).isInstanceOf(OperationState.Anchored.class);
    List<Receipt> holding = new ArrayList<>();
    for (long block = 0; block <= chain.node.head().number(); block++) {
      chain.node.receipts(block).orElseThrow().stream()
          .filter(receipt -> speaksOf(receipt, id))
          .forEach(holding::add);
    }
    assertThat(holding).hasSize(1);
    OperationState.Anchored state = (OperationState.Anchored) database.state(id);
    assertThat(state.anchor().block()).isEqualTo(holding.getFirst().block());
    assertThat("0x" + state.anchor().transaction().hex())
        .isEqualTo(holding.getFirst().transaction().text());
  }

  private static boolean speaksOf(Receipt receipt, OperationId id) {
    return chain.deployment.eventsOf(receipt).stream()
        .anyMatch(e -> e instanceof RegistryEvent.OfOperation event && event.id().equals(id));
  }
}
