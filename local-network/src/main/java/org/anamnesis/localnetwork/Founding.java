package org.anamnesis.localnetwork;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.client.keys.Subject;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.registry.RegistryDeployment;
import org.anamnesis.contracts.registry.RegistryEvent;
import org.anamnesis.localnetwork.NetworkFailedException.Fault;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Frame;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * Founds a consortium of one organisation on a chain: a registry, a registrar, a relayer and a
 * store. Nothing is used before network.json is written, so a founding that broke off is begun
 * anew.
 */
final class Founding {
  static final String MEMBER = "member";
  static final String RELAYER = "relayer";
  static final String STORE = "store";
  static final String GATEWAY_TOKENS = Service.GATEWAY.module();
  static final String RECORD_TOKENS = Service.RECORD.module();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long VALID_SECONDS = 3600;

  private final EthereumNode node;
  private final NetworkKeys keys;

  Founding(EthereumNode node, NetworkKeys keys) {
    this.node = node;
    this.keys = keys;
  }

  /**
   * What is founded.
   *
   * @param gateway the origin of its gateway
   * @param organisation the name of the first organisation
   * @param registrar the name of its registrar
   * @param passphrase what the registrar's key file is encrypted under
   */
  record Terms(URI gateway, String organisation, String registrar, Passphrase passphrase) {}

  NetworkFile found(Terms terms) {
    keys.freshServiceKey(GATEWAY_TOKENS);
    keys.freshServiceKey(RECORD_TOKENS);
    SigningKey storeKey = keys.freshServiceKey(STORE);
    ParticipantKeys registrar =
        keys.freshRegistrar(
            new Subject.Professional(terms.registrar(), "registrar", terms.organisation()),
            terms.passphrase());
    RegistryDeployment deployment =
        RegistryDeployment.deploy(node, List.of(new Account(node, keys.account(MEMBER), PATIENCE)));
    OrganisationId organisation = new OrganisationId(random());
    StoreId store = new StoreId(random());
    deployment.admitOrganisation(organisation);
    deployment.appointRegistrar(
        organisation, registrar.signing().point(), registrar.decryption().point());
    deployment.accreditRelayer(keys.account(RELAYER).address(), organisation);
    openStore(deployment, registrar, organisation, store, storeKey);
    return new NetworkFile(
        node.chainId(),
        NetworkIdentity.genesis(node),
        deployment.registry().address(),
        "0x" + deployment.contract().codeHash().hex(),
        deployment.block(),
        List.of(terms.gateway()),
        List.of(new NetworkFile.Organisation(organisation, terms.organisation())),
        List.of(
            new NetworkFile.Registrar(
                registrar.participant(),
                organisation,
                registrar.signing().point(),
                registrar.decryption().point())),
        List.of(new NetworkFile.Store(store, organisation, storeKey.point())));
  }

  private void openStore(
      RegistryDeployment deployment,
      ParticipantKeys registrar,
      OrganisationId organisation,
      StoreId store,
      SigningKey storeKey) {
    Operation.Store operation =
        new Operation.Store(
            registrar.participant(),
            store,
            organisation,
            storeKey.point(),
            StoreStatus.ACTIVE,
            1,
            node.head().timestamp() + VALID_SECONDS);
    SignedOperation signed =
        SignedOperation.sign(operation, deployment.registry(), registrar.signing());
    List<RegistryEvent> events = deployment.applyOne(Frame.of(signed));
    if (events.stream().noneMatch(RegistryEvent.StoreChanged.class::isInstance)) {
      throw new NetworkFailedException(
          Fault.PART, "The registry did not take the store: " + events + ".");
    }
  }

  private static Bytes32 random() {
    byte[] octets = new byte[Bytes32.SIZE];
    new SecureRandom().nextBytes(octets);
    return Bytes32.of(octets);
  }
}
