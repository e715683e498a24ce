package org.anamnesis.record.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.localparts.ObjectStore;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.serviceweb.token.TokenMint;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record service with all it needs, shared by the tests of this module. */
public final class Hospital {
  /** The contract that everything is signed for. */
  public static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "cd".repeat(20)));

  /** The service's own store. */
  public static final StoreId STORE = StoreId.parse("0c".repeat(32));

  /** Octets of a part: the fewest that S3 takes. */
  public static final int PART = 5 << 20;

  private static final String GATEWAY = "gateway-service";
  private static final String DATABASE = "records";
  private static final String PASSWORD = "secret";

  private final TestClock clock = new TestClock();
  private final TokenMint gateway = new TokenMint(GATEWAY, SigningKey.generate(), clock);
  private final SigningKey storeKey = SigningKey.generate();
  private final StubLedger ledger = new StubLedger();
  private final PostgresServer postgres;
  private final ObjectStore objects;
  private final Bucket bucket;
  private final RunningService service;
  private final Wire wire;
  private final StubIntegrator integrator;

  private Hospital() {
    try {
      Path folder = Files.createTempDirectory("record-service");
      postgres = PostgresServer.start(folder.resolve("postgres"));
      postgres.createDatabase(DATABASE, PASSWORD);
      objects = ObjectStore.start(folder.resolve("objects"));
      bucket = new Bucket(folder.resolve("objects"));
      service = RunningService.start(clock, settings(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wire = new Wire(gateway, service.url());
    integrator = new StubIntegrator(database(), ledger);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  private static final class Shared {
    static final Hospital ONLY = new Hospital();
  }

  /** The one of this JVM. */
  public static Hospital shared() {
    return Shared.ONLY;
  }

  private List<String> settings(Path folder) throws IOException {
    Path issuers =
        Files.writeString(
            folder.resolve("gateway.json"),
            "{\"keys\":[" + gateway.publicKey().toPublicJWK().toJSONString() + "]}");
    Path acceptanceKey = RunningService.keyFile(folder.resolve("store.pem"), storeKey);
    Path tokenKey = RunningService.keyFile(folder.resolve("token.pem"), SigningKey.generate());
    return List.of(
        "server.port=0",
        "anamnesis.network-file=" + RunningService.networkFile(folder.resolve("network.json")),
        "anamnesis.tokens.issuer-keys[0].issuer=" + GATEWAY,
        "anamnesis.tokens.issuer-keys[0].key-set=" + issuers.toUri(),
        "spring.datasource.url=" + postgres.jdbcUrl(DATABASE),
        "spring.datasource.username=" + DATABASE,
        "spring.datasource.password=" + PASSWORD,
        "spring.datasource.hikari.connection-timeout=1000",
        "anamnesis.store.endpoint=" + objects.endpoint(),
        "anamnesis.store.bucket=" + Bucket.NAME,
        "anamnesis.store.timeout=2s",
        "anamnesis.store.presigned-life=30s",
        "anamnesis.store.access-key=" + objects.accessKey(),
        "anamnesis.store.secret-key=" + objects.secretKey(),
        "anamnesis.acceptance.store=" + STORE.hex(),
        "anamnesis.acceptance.key=" + acceptanceKey,
        "anamnesis.service-token-key=" + tokenKey,
        "anamnesis.ledger.url=" + ledger.url(),
        "anamnesis.upload.part-size=" + PART + "B",
        "anamnesis.upload.sweep-every=1h",
        "anamnesis.scrub.every=1h",
        "logging.level.root=warn");
  }

  private void close() {
    service.close();
    objects.close();
    postgres.close();
    ledger.close();
  }

  /** The way in. */
  public Wire wire() {
    return wire;
  }

  /** The ledger service. */
  public StubLedger ledger() {
    return ledger;
  }

  /** The integrator service. */
  public StubIntegrator integrator() {
    return integrator;
  }

  /** The service's clock. */
  public TestClock clock() {
    return clock;
  }

  /** The store's key for acceptances. */
  public SigningKey storeKey() {
    return storeKey;
  }

  /** The S3 server. */
  public ObjectStore objects() {
    return objects;
  }

  /** What lies in it. */
  public Bucket bucket() {
    return bucket;
  }

  /** The service's way to the S3 server. */
  public FaultyStore store() {
    return (FaultyStore) service.bean(BlobStore.class);
  }

  /** A bean of the service. */
  public <T> T bean(Class<T> type) {
    return service.bean(type);
  }

  /** The database, as its superuser. */
  public JdbcClient database() {
    return JdbcClient.create(postgres.superuser(DATABASE));
  }

  /** Lets nobody but the superuser into the database, or the service again. */
  public void databaseDown(boolean now) {
    database().sql("ALTER ROLE records " + (now ? "NOLOGIN" : "LOGIN")).update();
    if (now) {
      database()
          .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'records'")
          .query()
          .listOfRows();
    }
  }
}
