package org.anamnesis.ledger.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.registry.RegistryCalls;
import org.anamnesis.contracts.registry.RegistryDeployment;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry of its own on the shared node, with two organisations, a store of the first, and
 * people as a test needs them.
 */
public final class Hospital implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long BATCH_GAS = 16_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public final OrganisationId organisation = new OrganisationId(random().value());
  public final OrganisationId otherOrganisation = new OrganisationId(random().value());
  public final Person registrar = Person.any();
  public final Person otherRegistrar = Person.any();
  public final StoreId store = new StoreId(random().value());
  public final EthereumNode node = JsonRpcNode.open(Servers.anvil().rpc(), NodeTimeouts.USUAL);
  private final Account relayer = new Account(node, AccountKey.generate(RANDOM), PATIENCE);
  private final RegistryDeployment deployment;
  private long batch = 1;
  private long sequence = 1;

  private Hospital() {
    Account member = new Account(node, AccountKey.generate(RANDOM), PATIENCE);
    deployment = RegistryDeployment.deploy(node, List.of(member));
    deployment.admitOrganisation(organisation);
    deployment.admitOrganisation(otherOrganisation);
    appoint(organisation, registrar);
    appoint(otherOrganisation, otherRegistrar);
    deployment.accreditRelayer(relayer.key().address(), organisation);
    apply(store(StoreStatus.ACTIVE));
  }

  /** Founds one. */
  public static Hospital open() {
    return new Hospital();
  }

  private void appoint(OrganisationId where, Person person) {
    deployment.appointRegistrar(where, person.signing().point(), person.encryption().point());
  }

  /** Its chain id and contract. */
  public Registry registry() {
    return deployment.registry();
  }

  /** Where its contract's history begins. */
  public long firstBlock() {
    return deployment.block();
  }

  /** Keccak of the contract's code. */
  public Hash codeHash() {
    return deployment.contract().codeHash();
  }

  /** Any 32 octets. */
  public static Hash random() {
    byte[] octets = new byte[32];
    RANDOM.nextBytes(octets);
    return Hash.of(octets);
  }

  /** The chain's time. */
  public long now() {
    return node.head().timestamp();
  }

  private long later() {
    return now() + 3600;
  }

  /** Signs for this registry. */
  public SignedOperation sign(Operation operation, SigningKey... keys) {
    return SignedOperation.sign(operation, registry(), keys);
  }

  /** Applies operations as one batch; each is rejected on its own or applied. */
  public List<RegistryEvent> apply(SignedOperation... operations) {
    return applyFrames(Arrays.stream(operations).map(Frame::of).toList());
  }

  /** Applies frames as one batch. */
  public List<RegistryEvent> applyFrames(List<Frame> frames) {
    Receipt receipt =
        relayer.transact(RegistryCalls.applyBatch(registry().address(), batch, frames), BATCH_GAS);
    if (!receipt.succeeded()) {
      throw new IllegalStateException("the batch reverted");
    }
    batch++;
    return deployment.eventsOf(receipt);
  }

  /** Enrols somebody new at the first organisation. */
  public Person enrolled(Role role) {
    Person person = Person.any();
    apply(enrol(person, role, registrar, organisation));
    return person;
  }

  /** Enrols somebody new at the second organisation. */
  public Person enrolledElsewhere(Role role) {
    Person person = Person.any();
    apply(enrol(person, role, otherRegistrar, otherOrganisation));
    return person;
  }

  /** An ENROL. */
  public SignedOperation enrol(Person person, Role role, Person by, OrganisationId where) {
    return sign(
        new Operation.Enrol(
            by.id(),
            person.id(),
            person.signing().point(),
            person.encryption().point(),
            role,
            where,
            random(),
            later()),
        by.signing(),
        person.signing());
  }

  /** A STATUS. */
  public SignedOperation status(Person person, ParticipantStatus status) {
    return sign(
        new Operation.Status(registrar.id(), person.id(), status, sequence++, random(), later()),
        registrar.signing());
  }

  /** A STORE of the hospital's store. */
  public SignedOperation store(StoreStatus status) {
    return sign(
        new Operation.Store(
            registrar.id(),
            store,
            organisation,
            Person.any().signing().point(),
            status,
            sequence++,
            later()),
        registrar.signing());
  }

  /** A REGISTER of a new record. */
  public SignedOperation register(Person author, Person patient) {
    Hash salt = random();
    return sign(
        new Operation.Register(
            author.id(),
            recordOf(author, salt),
            salt,
            1,
            patient.id(),
            store,
            1,
            random(),
            4096,
            Hash.ZERO,
            random(),
            random(),
            later()),
        author.signing());
  }

  private static RecordId recordOf(Person author, Hash salt) {
    byte[] both = Arrays.copyOf(author.id().bytes(), 64);
    System.arraycopy(salt.bytes(), 0, both, 32, 32);
    return new RecordId(Hash.sha256(both).value());
  }

  /** Registers a new record. */
  public RecordId registered(Person author, Person patient) {
    SignedOperation register = register(author, patient);
    apply(register);
    return ((Operation.Register) register.operation()).record();
  }

  /** A CONSENT for every purpose without end. */
  public SignedOperation consent(
      Person patient,
      @Nullable RecordId record,
      Id grantee,
      Effect effect,
      Permission... permissions) {
    return sign(
        new Operation.Consent(
            patient.id(),
            patient.id(),
            record == null ? RecordId.ZERO : record,
            new Hash(grantee.value()),
            Roles.ALL,
            Permissions.of(permissions),
            Purposes.ALL,
            effect,
            0,
            Operation.FOREVER,
            sequence++,
            later()),
        patient.signing());
  }

  /** An ACCESS to version 1. */
  public SignedOperation access(Person actor, Person patient, RecordId record, Purpose purpose) {
    return sign(
        new Operation.Access(
            actor.id(),
            record,
            1,
            patient.id(),
            purpose,
            Basis.CONSENT,
            Hash.ZERO,
            store,
            now(),
            random()),
        actor.signing());
  }

  /** Calls one of the development node's own methods. */
  public String cheat(String method, Object... parameters) {
    JsonMapper json = JsonMapper.shared();
    String body =
        json.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
    URI url = Servers.anvil().rpc();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return json.readTree(answer.body()).get("result").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes the node forget what a block does from here on: gives the point to go back to. */
  public Runnable pointOfReturn() {
    String snapshot = cheat("evm_snapshot");
    long nextBatch = batch;
    return () -> {
      cheat("evm_revert", snapshot);
      batch = nextBatch;
    };
  }

  /** Writes this network's network.json. */
  public Path networkFile(Path directory) {
    String text =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "chainId", registry().chainId(),
                    "genesisHash", node.block(0).orElseThrow().hash().text(),
                    "registry", registry().address().text(),
                    "registryCodeHash", "0x" + codeHash().hex(),
                    "registryBlock", firstBlock(),
                    "gateways", List.of(),
                    "organisations", List.of(),
                    "registrars", List.of(),
                    "stores", List.of()));
    try {
      return Files.writeString(directory.resolve("network.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
