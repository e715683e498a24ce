package org.anamnesis.record.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.SigningKey;

/** Answers as the ledger service does, from what a test put in. */
public final class StubLedger implements AutoCloseable {
  private static final PublicPoint POINT = SigningKey.generate().point();

  private final HttpServer server;
  private final Map<String, String> participants = new ConcurrentHashMap<>();
  private final Set<String> permitted = ConcurrentHashMap.newKeySet();
  private final Map<String, String> authors = new ConcurrentHashMap<>();
  private final Map<String, String> patients = new ConcurrentHashMap<>();
  private final Set<Long> waitedFor = ConcurrentHashMap.newKeySet();
  private volatile long block = 10;
  private volatile boolean down;
  private volatile StoreStatus store = StoreStatus.ACTIVE;

  StubLedger() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Enrols people. */
  public void enrol(Person... people) {
    Arrays.stream(people).forEach(person -> status(person, ParticipantStatus.ACTIVE));
  }

  /** Sets somebody's status; services may remember the one before for 5 s. */
  public void status(Person person, ParticipantStatus status) {
    participants.put(
        person.id().hex(),
        """
        {"participant": "%s", "organisation": "%s", "role": %d, "status": %d, "keySequence": 0,
         "signingKey": {"x": "%s", "y": "%s"}, "encryptionKey": {"x": "%s", "y": "%s"}, "block": BLOCK}
        """
            .formatted(
                person.id().hex(),
                person.organisation().hex(),
                person.role().number(),
                status.number(),
                person.signing().point().x().hex(),
                person.signing().point().y().hex(),
                person.decryption().point().x().hex(),
                person.decryption().point().y().hex()));
  }

  /** Permits somebody something about all of a patient's records. */
  public void permit(Person patient, Person actor, Permission permission) {
    permitted.add(key(patient.id(), actor.id(), permission));
  }

  /** Takes it back. */
  public void forbid(Person patient, Person actor, Permission permission) {
    permitted.remove(key(patient.id(), actor.id(), permission));
  }

  /** Lets the ledger know a record. */
  public void head(RecordId record, Person patient, Person author) {
    authors.put(record.hex(), author.id().hex());
    patients.put(record.hex(), patient.id().hex());
  }

  /** Opens or closes the store that the service under test is. */
  public void store(StoreStatus status) {
    store = status;
  }

  /** The block that it has indexed. */
  public void block(long height) {
    block = height;
  }

  /** The blocks that somebody waited for the index to reach. */
  public Set<Long> waitedFor() {
    return waitedFor;
  }

  /** Stops answering, or starts again. */
  public void down(boolean now) {
    down = now;
  }

  private static String key(ParticipantId patient, ParticipantId actor, Permission permission) {
    return patient.hex() + actor.hex() + permission.number();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (down) {
        return;
      }
      Map<String, String> query = query(exchange.getRequestURI());
      boolean trusted = exchange.getRequestHeaders().containsKey("Authorization");
      if (!trusted) {
        send(exchange, 401, problem("unauthenticated"));
      } else if (Long.parseLong(query.getOrDefault("minBlock", "0")) > block) {
        send(exchange, 503, problem("index-behind"));
      } else {
        String body = body(exchange.getRequestURI().getPath(), query);
        send(exchange, body.contains("urn:anamnesis:problem") ? 404 : 200, body);
      }
    }
  }

  private String body(String path, Map<String, String> query) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/internal/participants/")) {
      String known = participants.get(last);
      return known == null
          ? problem("unknown-participant")
          : known.replace("BLOCK", Long.toString(block));
    }
    if (path.equals("/internal/permission")) {
      int basis = basis(query);
      return "{\"permitted\": %b, \"basis\": %d, \"block\": %d, \"blockTime\": 1}"
          .formatted(basis > 0, basis, block);
    }
    if (path.equals("/internal/index")) {
      waitedFor.add(Long.valueOf(query.getOrDefault("minBlock", "0")));
      return "{\"block\": %d, \"time\": 1}".formatted(block);
    }
    if (path.equals("/internal/consents")) {
      return "{\"sequence\": 0, \"effect\": 0}";
    }
    if (path.startsWith("/internal/stores/")) {
      String hash = "0a".repeat(32);
      return """
      {"store": "%s", "organisation": "%s", "signingKey": {"x": "%s", "y": "%s"}, "status": %d, "sequence": 0}
      """
          .formatted(last, hash, POINT.x().hex(), POINT.y().hex(), store.number());
    }
    if (path.startsWith("/internal/records/") && authors.containsKey(last)) {
      return head(last);
    }
    return problem(path.startsWith("/internal/records/") ? "unknown-record" : "not-found");
  }

  private int basis(Map<String, String> query) {
    String patient = query.getOrDefault("patient", "");
    String actor = query.getOrDefault("actor", "");
    String permission = query.getOrDefault("permission", "");
    if (actor.equals(patient)) {
      return 1;
    }
    if (permitted.contains(patient + actor + permission)) {
      return 3;
    }
    boolean wrote = actor.equals(authors.get(query.getOrDefault("record", "")));
    return wrote && permission.equals("1") ? 2 : 0;
  }

  private String head(String record) {
    String hash = "\"" + "0b".repeat(32) + "\"";
    return """
    {"record": "%s", "version": 1, "patient": "%s", "author": "%s", "store": HASH, "suite": 1,
     "contentHash": HASH, "sealedLength": 1, "metadataHash": HASH, "keyCommitment": HASH,
     "operation": HASH, "block": 1, "transaction": "0x0", "time": 1}
    """
        .formatted(record, patients.get(record), authors.get(record))
        .replace("HASH", hash);
  }

  private static String problem(String name) {
    return "{\"type\": \"urn:anamnesis:problem:" + name + "\"}";
  }

  private static Map<String, String> query(URI uri) {
    String text = uri.getQuery();
    return text == null
        ? Map.of()
        : Arrays.stream(text.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
