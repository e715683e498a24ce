package org.anamnesis.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anamnesis.client.enrolment.EnrolmentRequest;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.protocol.directory.DirectoryAnswer;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for a gateway and all that is behind it. What is uploaded is anchored at once; whoever
 * asks is believed. It is as honest as a test lets it be.
 */
public final class StandIn implements AutoCloseable {
  private static final Registry REGISTRY =
      new Registry(1337, new EthereumAddress("0x" + "42".repeat(20)));
  private static final OrganisationId HOSPITAL = OrganisationId.parse("ab".repeat(32));
  private static final StoreId STORE = StoreId.parse("cd".repeat(32));
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final long LATER = 4_000_000_000L;

  private final JsonMapper json = StrictJson.mapper(() -> REGISTRY, 1 << 24);
  private final ParticipantKeys registrar =
      ParticipantKeys.generate(new Subject.Patient(), Clock.systemUTC());
  private final SigningKey store = SigningKey.generate();
  private final Map<ParticipantId, DirectoryAnswer> people = new ConcurrentHashMap<>();
  private final Map<OperationId, Version> versions =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<OperationId, byte[]> octets = new ConcurrentHashMap<>();
  private final List<Envelope> handedOver = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Consumer<ObjectNode>> lies = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final NetworkFile network;

  /** A version as its author sent it. */
  private record Version(
      OperationId operation, Operation.Register register, List<Envelope> envelopes, JsonNode body) {
    @Nullable Envelope envelopeOf(ParticipantId reader) {
      return envelopes.stream()
          .filter(envelope -> envelope.recipient().equals(reader))
          .findFirst()
          .orElse(null);
    }
  }

  /** Listens on a port of its own. */
  public StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
    network =
        new NetworkFile(
            REGISTRY.chainId(),
            StandInChain.GENESIS,
            REGISTRY.address(),
            StandInChain.CODE_HASH,
            0,
            List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            List.of(),
            List.of(
                new NetworkFile.Registrar(
                    registrar.participant(),
                    HOSPITAL,
                    registrar.signing().point(),
                    registrar.decryption().point())),
            List.of(new NetworkFile.Store(STORE, HOSPITAL, store.point())));
  }

  /** What clients pin. */
  public NetworkFile network() {
    return network;
  }

  /** The same as JSON. */
  public byte[] networkFile() {
    return json.writeValueAsBytes(network);
  }

  /** A client of somebody whom the registrar enrolled. */
  public Anamnesis person(Role role, Path state) {
    ParticipantKeys keys = ParticipantKeys.generate(new Subject.Patient(), Clock.systemUTC());
    enrol(keys, role);
    return client(keys, state);
  }

  /** A client with these keys. */
  public Anamnesis client(ParticipantKeys keys, Path state) {
    return Anamnesis.at(network, keys, state).open();
  }

  /** Enrols somebody. */
  public void enrol(ParticipantKeys keys, Role role) {
    EnrolmentRequest request =
        Enrolments.request(
            keys, role, HOSPITAL, registrar.participant(), REGISTRY, Clock.systemUTC());
    Message message = Message.parse(request.message().bytes(), REGISTRY);
    SignedOperation enrol =
        new SignedOperation(
            message, List.of(registrar.signing().sign(message.octets()), request.signature()));
    people.put(
        keys.participant(),
        new DirectoryAnswer(
            keys.participant(),
            HOSPITAL,
            role,
            ParticipantStatus.ACTIVE,
            0,
            keys.signing().point(),
            keys.decryption().point(),
            List.of(enrol),
            1));
  }

  /**
   * Changes answers from now on.
   *
   * @param request such as {@code PUT /v1/uploads/{id}}
   */
  public void lie(String request, Consumer<ObjectNode> lie) {
    lies.put(request, lie);
  }

  /** Changes what is said of one record's head. */
  public void lieAboutHead(RecordId record, Consumer<ObjectNode> lie) {
    lie("GET /v1/records/{id}/head", head -> lieIfAbout(record, head, lie));
  }

  /** Changes what is listed of one record. */
  public void lieInListing(RecordId record, Consumer<ObjectNode> lie) {
    lie(
        "GET /v1/records",
        list -> list.get("items").forEach(item -> lieIfAbout(record, item, lie)));
  }

  private static void lieIfAbout(RecordId record, JsonNode said, Consumer<ObjectNode> lie) {
    if (said.get("record").asString().equals(record.hex())) {
      lie.accept((ObjectNode) said);
    }
  }

  /** Is honest again. */
  public void repent() {
    lies.clear();
  }

  /** The records that were registered. */
  public List<RecordId> registered() {
    return versions.values().stream().map(version -> version.register().record()).toList();
  }

  /** What registered a record. */
  public Operation.Register registration(RecordId record) {
    return version(record.hex()).register();
  }

  /** The envelopes that came with consents. */
  public List<Envelope> handedOver() {
    return List.copyOf(handedOver);
  }

  /** The envelope that a record was registered with for somebody. */
  public Envelope envelope(RecordId record, ParticipantId recipient) {
    return requireNonNull(version(record.hex()).envelopeOf(recipient));
  }

  /** A value as the interface has it. */
  public JsonNode tree(Object value) {
    return json.valueToTree(value);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String request = exchange.getRequestMethod() + " " + ID.matcher(path).replaceAll("{id}");
      Matcher id = ID.matcher(exchange.getRequestURI().toString());
      byte[] body = exchange.getRequestBody().readAllBytes();
      Object answer = answer(request, id.find() ? id.group() : "", caller(exchange), body);
      int status = answer == null ? 404 : 200;
      byte[] out =
          switch (answer) {
            case null -> problem();
            case byte[] content -> content;
            default -> json.writeValueAsBytes(told(request, answer));
          };
      exchange.sendResponseHeaders(status, out.length == 0 ? -1 : out.length);
      exchange.getResponseBody().write(out);
    }
  }

  private JsonNode told(String request, Object answer) {
    ObjectNode told = json.valueToTree(answer);
    lies.getOrDefault(request, truth -> {}).accept(told);
    return told;
  }

  private static byte[] problem() {
    return "{\"type\": \"urn:anamnesis:problem:unknown\", \"status\": 404}".getBytes(UTF_8);
  }

  private static String caller(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization == null ? "" : authorization.substring("Bearer ".length());
  }

  private @Nullable Object answer(String request, String id, String caller, byte[] body) {
    return switch (request) {
      case "POST /v1/session/nonce" -> Map.of("nonce", "11".repeat(32), "expiresAt", LATER);
      case "POST /v1/session" ->
          Map.of(
              "token",
              json.readValue(body, SignedOperation.class).operation().signer().hex(),
              "session",
              "one",
              "expiresAt",
              LATER);
      case "GET /v1/participants/{id}" -> people.get(ParticipantId.parse(id));
      case "GET /v1/patients/{id}/recipients" -> Map.of("items", List.of());
      case "POST /v1/records" -> register(json.readTree(body));
      case "GET /v1/uploads/{id}" -> upload(OperationId.parse(id));
      case "PUT /v1/uploads/{id}" -> {
        octets.put(OperationId.parse(id), body);
        yield status(OperationId.parse(id));
      }
      case "GET /v1/operations/{id}" -> status(OperationId.parse(id));
      case "GET /v1/records" ->
          Map.of(
              "items",
              versions.values().stream()
                  .filter(version -> version.register().patient().hex().equals(id))
                  .map(version -> listed(version, caller))
                  .toList());
      case "GET /v1/records/{id}/head" -> head(version(id));
      case "POST /v1/records/{id}/access" ->
          grant(version(id), json.readValue(body, SignedOperation.class).id(), caller);
      case "GET /v1/records/{id}/versions/1/content" -> octets.get(version(id).operation());
      case "POST /v1/consents" -> consent(json.readTree(body));
      case "POST /v1/chain" -> chain().answer(json.readTree(body));
      default -> null;
    };
  }

  private StandInChain chain() {
    return new StandInChain(
        REGISTRY,
        people,
        versions.values().stream()
            .collect(Collectors.toMap(Version::operation, Version::register)));
  }

  private Version version(String record) {
    return versions.values().stream()
        .filter(version -> version.register().record().hex().equals(record))
        .findFirst()
        .orElseThrow();
  }

  private Object register(JsonNode body) {
    SignedOperation signed = json.treeToValue(body.get("operation"), SignedOperation.class);
    versions.putIfAbsent(
        signed.id(),
        new Version(
            signed.id(),
            (Operation.Register) signed.operation(),
            List.of(json.treeToValue(body.get("envelopes"), Envelope[].class)),
            body));
    return Map.of(
        "operation",
        signed.id(),
        "upload",
        Map.of("offset", 0, "length", length(signed.id()), "expiresAt", LATER));
  }

  private Object upload(OperationId operation) {
    boolean whole = octets.containsKey(operation);
    return Map.of(
        "operation",
        operation,
        "offset",
        whole ? length(operation) : 0,
        "length",
        length(operation),
        "state",
        whole ? "ANCHORED" : "UPLOADING");
  }

  private long length(OperationId operation) {
    return requireNonNull(versions.get(operation)).register().sealedLength();
  }

  private Object status(OperationId operation) {
    return Map.of("operation", operation, "state", "ANCHORED", "acceptance", accept(operation));
  }

  private Acceptance accept(OperationId operation) {
    return Acceptance.sign(operation, REGISTRY, STORE, 1, 2, store);
  }

  private Object listed(Version version, String caller) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("record", version.register().record());
    item.put("version", 1);
    item.put("patient", version.register().patient());
    item.put("author", version.register().author());
    item.put("category", version.body().get("category"));
    item.put("sealedLength", version.register().sealedLength());
    item.put("time", version.body().get("time"));
    item.put("operation", version.operation());
    item.put("state", "ANCHORED");
    if (version.register().patient().hex().equals(caller)) {
      item.put("metadata", version.body().get("metadata"));
      item.put("envelope", version.envelopeOf(version.register().patient()));
    }
    return item;
  }

  private static Object head(Version version) {
    Operation.Register register = version.register();
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("record", register.record());
    head.put("version", register.version());
    head.put("patient", register.patient());
    head.put("author", register.author());
    head.put("store", register.store());
    head.put("suite", register.suite());
    head.put("contentHash", register.content());
    head.put("sealedLength", register.sealedLength());
    head.put("metadataHash", register.metadata());
    head.put("keyCommitment", register.keyCommitment());
    head.put("operation", version.operation());
    head.put("block", 1);
    head.put("transaction", "0x" + version.operation().hex());
    head.put("time", 1);
    return head;
  }

  private Object grant(Version version, OperationId access, String caller) {
    SegmentHasher hasher = new SegmentHasher();
    byte[] sealed = requireNonNull(octets.get(version.operation()));
    hasher.update(sealed, 0, sealed.length);
    Map<String, @Nullable Object> grant = new LinkedHashMap<>();
    grant.put("operation", access);
    grant.put("acceptance", accept(access));
    grant.put("ticket", "ticket");
    grant.put("expiresAt", LATER);
    grant.put("record", version.register().record());
    grant.put("version", 1);
    grant.put("sealedLength", version.register().sealedLength());
    grant.put("contentHash", version.register().content());
    grant.put("segmentHashes", Octets.of(hasher.finish().octets()));
    grant.put("category", version.body().get("category"));
    grant.put("time", version.body().get("time"));
    grant.put("metadata", version.body().get("metadata"));
    grant.put("envelope", version.envelopeOf(ParticipantId.parse(caller)));
    return grant;
  }

  private Object consent(JsonNode body) {
    handedOver.addAll(List.of(json.treeToValue(body.get("envelopes"), Envelope[].class)));
    return status(json.treeToValue(body.get("operation"), SignedOperation.class).id());
  }
}
