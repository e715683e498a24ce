package org.anamnesis.integrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.JsonRpcNode;
import org.anamnesis.contracts.chain.NodeTimeouts;
import org.anamnesis.contracts.registry.RegistryDeployment;
import org.anamnesis.integrator.network.RegistryIdentity;
import org.anamnesis.localparts.AnvilNode;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.protocol.word.WordWriter;

/**
 * A development chain with a registry, a registrar, a store and a patient, and its own controls.
 */
final class Chain implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();

  final EthereumNode node;
  final RegistryDeployment deployment;
  final SigningKey registrar = SigningKey.generate();
  final SigningKey patient = SigningKey.generate();
  final OrganisationId organisation = OrganisationId.of(octets());
  final StoreId store = StoreId.of(octets());

  private final AnvilNode anvil;
  private final HttpClient http = HttpClient.newHttpClient();

  Chain(Path directory) {
    anvil = AnvilNode.instant(directory);
    node = JsonRpcNode.open(anvil.rpc(), NodeTimeouts.USUAL);
    Account member = new Account(node, AccountKey.generate(RANDOM), Duration.ofSeconds(10));
    deployment = RegistryDeployment.deploy(node, List.of(member));
    deployment.admitOrganisation(organisation);
    deployment.appointRegistrar(organisation, registrar.point(), SigningKey.generate().point());
    deployment.applyOne(
        Frame.of(
            signed(
                new Operation.Store(
                    registrar.point().participant(),
                    store,
                    organisation,
                    SigningKey.generate().point(),
                    StoreStatus.ACTIVE,
                    1,
                    later()),
                registrar)));
    deployment.applyOne(Frame.of(enrol(patient)));
  }

  static byte[] octets() {
    byte[] octets = new byte[32];
    RANDOM.nextBytes(octets);
    return octets;
  }

  RegistryIdentity identity() {
    return new RegistryIdentity(
        registry(),
        Hash.parse(node.block(0).orElseThrow().hash().text().substring(2)),
        deployment.contract().codeHash());
  }

  Registry registry() {
    return deployment.registry();
  }

  long later() {
    return node.head().timestamp() + 3600;
  }

  AccountKey newRelayer() {
    AccountKey key = AccountKey.generate(RANDOM);
    deployment.accreditRelayer(key.address(), organisation);
    return key;
  }

  SignedOperation enrol(SigningKey person) {
    return enrol(person, later());
  }

  SignedOperation enrol(SigningKey person, long validUntil) {
    return signed(
        new Operation.Enrol(
            registrar.point().participant(),
            person.point().participant(),
            person.point(),
            SigningKey.generate().point(),
            Role.PATIENT,
            organisation,
            Hash.of(octets()),
            validUntil),
        registrar,
        person);
  }

  SignedOperation register() {
    return register(patient);
  }

  /** A first version that a patient writes. */
  SignedOperation register(SigningKey author) {
    ParticipantId id = author.point().participant();
    Hash salt = Hash.of(octets());
    RecordId record = RecordId.of(sha256(new WordWriter().id(id).id(salt).octets()));
    return signed(
        new Operation.Register(
            id,
            record,
            salt,
            1,
            id,
            store,
            1,
            Hash.of(octets()),
            4096,
            Hash.ZERO,
            Hash.of(octets()),
            Hash.of(octets()),
            later()),
        author);
  }

  private SignedOperation signed(Operation operation, SigningKey... keys) {
    return SignedOperation.sign(operation, registry(), keys);
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void mineByHand() {
    rpc("evm_setAutomine", "false");
  }

  void mineAtOnce() {
    rpc("evm_setAutomine", "true");
    mine();
  }

  void mine() {
    rpc("evm_mine", "");
  }

  /** Forgets the newest blocks, as a development chain does that is killed. */
  void loseBlocks(int depth) {
    rpc("anvil_rollback", Integer.toString(depth));
  }

  /** Forgets a transaction that was accepted. */
  void drop(String hash) {
    rpc("anvil_dropTransaction", "\"" + hash + "\"");
  }

  void passTime(long seconds) {
    rpc("evm_increaseTime", Long.toString(seconds));
    mine();
  }

  private void rpc(String method, String parameter) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameter);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(rpc())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.body().contains("\"error\"")) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI rpc() {
    return anvil.rpc();
  }

  @Override
  public void close() {
    node.close();
    anvil.close();
  }
}
