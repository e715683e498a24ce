package org.anamnesis.contracts.registry;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.anamnesis.contracts.chain.EthereumNode;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.wrapper.AnamnesisRegistry;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * A deployed registry's state as of the latest block, asked from the node each time. Throws what
 * {@link EthereumNode} throws.
 */
public final class RegistryContract {
  private final EthereumNode node;
  private final EthereumAddress address;
  private final AnamnesisRegistry functions = RegistryCalls.functions();

  /** A view of the registry at an address; nothing is asked yet. */
  public RegistryContract(EthereumNode node, EthereumAddress address) {
    this.node = node;
    this.address = address;
  }

  /** Keccak-256 of the code at the registry's address, which network.json pins. */
  public Hash codeHash() {
    return Hash.of(org.web3j.crypto.Hash.sha3(node.code(address).bytes()));
  }

  /** A participant, empty if there is none of this id. */
  public Optional<RegistryState.Participant> participant(ParticipantId id) {
    var it = (AnamnesisRegistry.ParticipantView) one(functions.participant(id.bytes()));
    if (it.status.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryState.Participant(
            OrganisationId.of(it.organisation),
            in(Role.class, it.role),
            in(ParticipantStatus.class, it.status),
            it.sequence.longValue(),
            point(it.signingX, it.signingY)));
  }

  /** The head of a record, empty if there is none of this id. */
  public Optional<RegistryState.Head> record(RecordId id) {
    var it = (AnamnesisRegistry.RecordView) one(functions.record(id.bytes()));
    if (it.version.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryState.Head(
            Hash.of(it.contentHash),
            ParticipantId.of(it.patient),
            ParticipantId.of(it.author),
            StoreId.of(it.store),
            it.version.longValue(),
            it.suite.intValue(),
            it.time.longValue()));
  }

  /**
   * A consent entry, empty if there never was one.
   *
   * @param record zero for the entry over all records
   * @param grantee a participant or an organisation
   */
  public Optional<RegistryState.Consent> consent(
      ParticipantId patient, RecordId record, Id grantee) {
    var it =
        (AnamnesisRegistry.ConsentView)
            one(functions.consent(patient.bytes(), record.bytes(), grantee.bytes()));
    if (it.sequence.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryState.Consent(
            new Roles(it.roles.longValue()),
            new Permissions(it.permissions.longValue()),
            new Purposes(it.purposes.longValue()),
            in(Effect.class, it.effect),
            it.notBefore.longValue(),
            it.notAfter.longValue(),
            it.sequence.longValue()));
  }

  /** A store, empty if there is none of this id. */
  public Optional<RegistryState.Store> store(StoreId id) {
    var it = (AnamnesisRegistry.StoreView) one(functions.store(id.bytes()));
    if (it.status.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryState.Store(
            OrganisationId.of(it.organisation),
            point(it.signingX, it.signingY),
            in(StoreStatus.class, it.status),
            it.sequence.longValue()));
  }

  /** Whether an organisation was let in. */
  public boolean organisation(OrganisationId id) {
    return (Boolean) one(functions.organisation(id.bytes())).getValue();
  }

  /** A relayer, accredited or dismissed; empty if the account never was one. */
  public Optional<RegistryState.Relayer> relayer(EthereumAddress account) {
    var it = (AnamnesisRegistry.RelayerView) one(functions.relayer(account.text()));
    OrganisationId organisation = OrganisationId.of(it.organisation);
    if (organisation.isZero()) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryState.Relayer(organisation, it.accredited, it.nextBatch.longValue()));
  }

  /** Whether an account is a member of the consortium. */
  public boolean member(EthereumAddress account) {
    return (Boolean) one(functions.member(account.text())).getValue();
  }

  /**
   * Decides as PROTOCOL.md section 3 says; it knows the author of the head only.
   *
   * @param record zero for all records of the patient
   * @param purpose empty for a permission other than READ
   * @param time Unix seconds
   */
  public RegistryState.Decision isPermitted(
      ParticipantId patient,
      ParticipantId actor,
      RecordId record,
      Permission permission,
      Optional<Purpose> purpose,
      long time) {
    List<Type> answer =
        all(
            functions.isPermitted(
                patient.bytes(),
                actor.bytes(),
                record.bytes(),
                BigInteger.valueOf(permission.number()),
                BigInteger.valueOf(purpose.map(Purpose::number).orElse(0)),
                BigInteger.valueOf(time)));
    BigInteger basis = (BigInteger) answer.get(1).getValue();
    return new RegistryState.Decision(
        (Boolean) answer.get(0).getValue(), Numbered.find(Basis.class, basis.longValue()));
  }

  private Type one(RemoteFunctionCall<?> call) {
    return all(call).get(0);
  }

  private List<Type> all(RemoteFunctionCall<?> call) {
    Octets answer = node.call(address, Octets.parse(call.encodeFunctionCall()));
    List<Type> values = call.decodeFunctionResponse(answer.hex());
    if (values.isEmpty()) {
      throw new IllegalStateException("there is no registry at " + address);
    }
    return values;
  }

  private static PublicPoint point(byte[] x, byte[] y) {
    return new PublicPoint(Bytes32.of(x), Bytes32.of(y));
  }

  private static <E extends Enum<E> & Numbered> E in(Class<E> table, BigInteger number) {
    return Numbered.of(table, number.longValue());
  }
}
