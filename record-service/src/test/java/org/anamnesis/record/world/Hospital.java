package org.anamnesis.record.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.localparts.ObjectStore;
import org.anamnesis.localparts.PostgresServer;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.record.RecordServiceApplication;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.serviceweb.token.TokenMint;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  private static final JsonMapper JSON = StrictJson.mapper(() -> REGISTRY, 1 << 24);

  private final StubLedger ledger = new StubLedger();
  private final TestClock clock = new TestClock();
  private final TokenMint gateway = new TokenMint(GATEWAY, SigningKey.generate(), clock);
  private final SigningKey storeKey = SigningKey.generate();
  private final HttpClient http = HttpClient.newHttpClient();
  private final PostgresServer postgres;
  private final ObjectStore objects;
  private final ConfigurableApplicationContext service;
  private long block = 10;

  private Hospital() {
    try {
      Path folder = Files.createTempDirectory("record-service");
      postgres = PostgresServer.start(folder.resolve("postgres"));
      postgres.createDatabase("records", "secret");
      objects = ObjectStore.start(folder.resolve("objects"));
      service = start(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  private static final class Shared {
    static final Hospital ONLY = new Hospital();
  }

  /** The one of this JVM. */
  public static Hospital shared() {
    return Shared.ONLY;
  }

  private ConfigurableApplicationContext start(Path folder) throws IOException {
    Path network =
        Files.writeString(
            folder.resolve("network.json"),
            """
            {"chainId": 1337, "genesisHash": "0x%1$s", "registry": "%2$s", "registryCodeHash": "0x%1$s",
             "registryBlock": 3, "gateways": ["http://127.0.0.1:8080"],
             "organisations": [{"id": "%3$s", "name": "Hospital"}], "registrars": [], "stores": []}
            """
                .formatted("ab".repeat(32), REGISTRY.address().text(), Person.HOSPITAL.hex()));
    Path keys =
        Files.writeString(
            folder.resolve("gateway.json"),
            "{\"keys\":[" + gateway.publicKey().toPublicJWK().toJSONString() + "]}");
    SpringApplication application = new SpringApplication(RecordServiceApplication.class);
    application.addInitializers(context ->
        ((org.springframework.context.support.GenericApplicationContext) context)
            .registerBean("testClock", java.time.Clock.class, () -> clock));
    application.addInitializers(context ->
        context
            .getBeanFactory()
            .addBeanPostProcessor(
                new BeanPostProcessor() {
                  @Override
                  public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof BlobStore real ? new FaultyStore(real) : bean;
                  }
                }));
    return application.run(
        Stream.of(
                "server.port=0",
                "anamnesis.network-file=" + network,
                "anamnesis.tokens.issuer-keys[0].issuer=" + GATEWAY,
                "anamnesis.tokens.issuer-keys[0].key-set=" + keys.toUri(),
                "spring.datasource.url=" + postgres.jdbcUrl("records"),
                "spring.datasource.username=records",
                "spring.datasource.password=secret",
                "anamnesis.store.endpoint=" + objects.endpoint(),
                "anamnesis.store.bucket=sealed",
                "anamnesis.store.timeout=2s",
                "spring.datasource.hikari.connection-timeout=1000",
                "anamnesis.store.access-key=" + objects.accessKey(),
                "anamnesis.store.secret-key=" + objects.secretKey(),
                "anamnesis.acceptance.store=" + STORE.hex(),
                "anamnesis.acceptance.key=" + pem(folder.resolve("store.pem"), storeKey),
                "anamnesis.service-token-key="
                    + pem(folder.resolve("token.pem"), SigningKey.generate()),
                "anamnesis.ledger.url=" + ledger.url(),
                "anamnesis.upload.part-size=" + PART + "B",
                "anamnesis.upload.sweep-every=1h",
                "anamnesis.scrub.every=1h",
                "logging.level.root=warn")
            .map(setting -> "--" + setting)
            .toArray(String[]::new));
  }

  private static Path pem(Path file, SigningKey key) throws IOException {
    String text =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.toJca().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private void close() {
    service.close();
    objects.close();
    postgres.close();
    ledger.close();
  }

  /** The ledger service. */
  public StubLedger ledger() {
    return ledger;
  }

  /** The service's clock. */
  public TestClock clock() {
    return clock;
  }

  /** The store's public key. */
  public SigningKey storeKey() {
    return storeKey;
  }

  /** The S3 server. */
  public ObjectStore objects() {
    return objects;
  }

  /** A bean of the service. */
  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  /** The way to the S3 server. */
  public FaultyStore store() {
    return (FaultyStore) service.getBean(BlobStore.class);
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

  /** The database, as its superuser. */
  public JdbcClient database() {
    return JdbcClient.create(postgres.superuser("records"));
  }

  /** Does what the integrator does when the chain has taken an operation. */
  public synchronized long anchor(OperationId... operations) {
    block++;
    OutboxClaims claims = new OutboxClaims(database());
    claims.markSubmitted(List.of(operations));
    claims.markAnchored(List.of(operations), new Anchor(block, Hash.sha256(operations[0].bytes())));
    ledger.block(block);
    return block;
  }

  /** Does what the integrator does when the contract has refused an operation. */
  public synchronized void reject(OperationId operation, RejectionReason reason) {
    block++;
    OutboxClaims claims = new OutboxClaims(database());
    claims.markSubmitted(List.of(operation));
    claims.markRejected(
        List.of(operation), reason, new Anchor(block, Hash.sha256(operation.bytes())));
  }

  /** Keys of the objects in the store. */
  public List<String> objectKeys() {
    return storeFiles().stream()
        .filter(key -> key.matches("[0-9a-f]{64}/\\d+/[0-9a-f]{64}"))
        .toList();
  }

  /** Every file of the object store, those of unfinished uploads included. */
  public List<String> storeFiles() {
    Path buckets = objectFolder();
    if (!Files.exists(buckets)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(buckets)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> buckets.relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path objectFolder() {
    return Path.of(
        database().sql("SELECT current_setting('data_directory')").query(String.class).single(),
        "../../objects/buckets/sealed");
  }

  /** The file of an object. */
  public Path objectFile(String key) {
    return objectFolder().resolve(key);
  }

  /** A request of somebody's. */
  public HttpRequest.Builder as(Person person, String path) {
    return nobody(path)
        .header(
            "Authorization",
            "Bearer "
                + gateway.forCaller(person.caller(), "record-service", Duration.ofSeconds(60)));
  }

  /** A request of a service's own. */
  public HttpRequest.Builder service(String path) {
    return nobody(path)
        .header(
            "Authorization",
            "Bearer " + gateway.forItself("record-service", "internal", Duration.ofSeconds(60)));
  }

  /** A request without a token. */
  public HttpRequest.Builder nobody(String path) {
    int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  /** Posts JSON. */
  public Answer post(Person person, String path, Object body) {
    return send(
        as(person, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** Puts JSON. */
  public Answer putJson(Person person, String path, Object body) {
    return send(
        as(person, path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** Puts octets from an offset on. */
  public Answer putOctets(Person person, String path, long offset, byte[] octets) {
    return send(
        as(person, path)
            .header("Content-Type", "application/octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .PUT(BodyPublishers.ofByteArray(octets)));
  }

  /** Gets. */
  public Answer get(Person person, String path) {
    return send(as(person, path).GET());
  }

  /** Sends. */
  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer. */
  public record Answer(HttpResponse<byte[]> response) {
    /** Its status. */
    public int status() {
      return response.statusCode();
    }

    /** Its body. */
    @SuppressWarnings("ArrayRecordComponent")
    public byte[] octets() {
      return response.body();
    }

    /** Its body as JSON. */
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** A header, or nothing. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The problem's name, or what the answer was instead. */
    public String problem() {
      return header("Content-Type").startsWith("application/problem+json")
          ? json().get("type").asString().replace("urn:anamnesis:problem:", "")
          : "no problem but " + status();
    }
  }
}
