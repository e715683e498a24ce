package org.anamnesis.contracts.registry;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Kind;

/** A registry with two organisations, a registrar in each, a store, a relayer, and people. */
final class Hospital {
  static final long NO_END = -1L;
  private static final long GAS = GasBounds.TRANSACTION_CAP;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Somebody with a key, enrolled or not. */
  record Person(SigningKey key) {
    static Person any() {
      return new Person(SigningKey.generate());
    }

    ParticipantId id() {
      return key.point().participant();
    }
  }

  final OrganisationId organisation = new OrganisationId(random());
  final OrganisationId otherOrganisation = new OrganisationId(random());
  final Person registrar = Person.any();
  final Person otherRegistrar = Person.any();
  final Person patient = Person.any();
  final Person doctor = Person.any();
  final Person nurse = Person.any();
  final StoreId store = new StoreId(random());
  final SigningKey storeKey = SigningKey.generate();
  final Account relayer;
  final RegistryDeployment deployment;
  final RegistryContract contract;
  final Registry registry;
  private final TestChain chain;

  private Hospital(TestChain chain) {
    this.chain = chain;
    List<Account> members =
        IntStream.range(0, 3).mapToObj(i -> chain.account(AccountKey.generate(RANDOM))).toList();
    relayer = chain.account(AccountKey.generate(RANDOM));
    deployment = RegistryDeployment.deploy(chain.node(), members);
    contract = deployment.contract();
    registry = deployment.registry();
  }

  /** Sets one up; every operation of it is checked to be applied. */
  static Hospital open(TestChain chain) {
    Hospital it = new Hospital(chain);
    it.deployment.admitOrganisation(it.organisation);
    it.deployment.admitOrganisation(it.otherOrganisation);
    it.appoint(it.organisation, it.registrar);
    it.appoint(it.otherOrganisation, it.otherRegistrar);
    it.deployment.accreditRelayer(it.relayer.key().address(), it.organisation);
    it.applied(it.storeFrame(it.store, 1, 1));
    it.applied(it.enrolFrame(it.patient, Role.PATIENT));
    it.applied(it.enrolFrame(it.doctor, Role.DOCTOR));
    it.applied(it.enrolFrame(it.nurse, Role.NURSE));
    return it;
  }

  private void appoint(OrganisationId organisation, Person person) {
    deployment.appointRegistrar(organisation, person.key().point(), SigningKey.generate().point());
  }

  static Bytes32 random() {
    byte[] octets = new byte[Bytes32.SIZE];
    RANDOM.nextBytes(octets);
    return Bytes32.of(octets);
  }

  long now() {
    return chain.node().head().timestamp();
  }

  long later() {
    return now() + 3600;
  }

  Operation enrol(Person person, Role role) {
    return Operation.of(
        Kind.ENROL,
        registrar.id(),
        person.id(),
        person.key().point(),
        SigningKey.generate().point(),
        role.number(),
        organisation,
        random(),
        later());
  }

  List<Bytes32> enrolFrame(Person person, Role role) {
    return enrol(person, role).frame(registry, registrar.key(), person.key());
  }

  Person enrolled(Role role) {
    Person person = Person.any();
    applied(enrolFrame(person, role));
    return person;
  }

  Operation status(Person person, int status, long sequence) {
    return Operation.of(
        Kind.STATUS, registrar.id(), person.id(), status, sequence, Bytes32.ZERO, later());
  }

  List<Bytes32> statusFrame(Person person, int status, long sequence) {
    return status(person, status, sequence).frame(registry, registrar.key());
  }

  Operation store(StoreId id, int status, long sequence) {
    return Operation.of(
        Kind.STORE, registrar.id(), id, organisation, storeKey.point(), status, sequence, later());
  }

  List<Bytes32> storeFrame(StoreId id, int status, long sequence) {
    return store(id, status, sequence).frame(registry, registrar.key());
  }

  /** REGISTER of version 1 under a salt. */
  Operation register(Person author, Person of, Bytes32 salt) {
    return Operation.of(
        Kind.REGISTER,
        author.id(),
        recordOf(author, salt),
        salt,
        1,
        of.id(),
        store,
        1,
        random(),
        4096,
        Bytes32.ZERO,
        random(),
        random(),
        later());
  }

  /** REGISTER of the version after the head. */
  Operation registerNext(Person author, RecordId record) {
    RegistryState.Head head = contract.record(record).orElseThrow();
    return Operation.of(
        Kind.REGISTER,
        author.id(),
        record,
        Bytes32.ZERO,
        head.version() + 1,
        head.patient(),
        store,
        1,
        random(),
        8192,
        head.contentHash(),
        random(),
        random(),
        later());
  }

  static RecordId recordOf(Person author, Bytes32 salt) {
    return RecordId.of(Operation.sha256(author.id().bytes(), salt.bytes()));
  }

  /** A record that the patient wrote. */
  RecordId registered(Person author, Person of) {
    Bytes32 salt = random();
    applied(register(author, of, salt).frame(registry, author.key()));
    return recordOf(author, salt);
  }

  Operation consent(
      Person signer, Person of, RecordId record, Id grantee, int permissions, Effect effect) {
    long sequence =
        contract.consent(of.id(), record, grantee).map(c -> c.sequence() + 1).orElse(1L);
    return Operation.of(
        Kind.CONSENT,
        signer.id(),
        of.id(),
        record,
        grantee,
        Roles.ALL.mask(),
        permissions,
        Purposes.ALL.mask(),
        effect.number(),
        0,
        NO_END,
        sequence,
        later());
  }

  /** The patient allows something. */
  void consented(Person of, RecordId record, Id grantee, Permissions permissions, Effect effect) {
    applied(
        consent(of, of, record, grantee, (int) permissions.mask(), effect)
            .frame(registry, of.key()));
  }

  Operation access(Person actor, Person of, RecordId record, int version) {
    return Operation.of(
        Kind.ACCESS, actor.id(), record, version, of.id(), 1, 3, Hash.ZERO, store, now(), random());
  }

  /** Applies one frame by {@code applyOne}; the transaction must not revert. */
  List<RegistryEvent> applyOne(List<Bytes32> frame) {
    Receipt receipt = relayer.transact(RegistryCalls.applyOneOf(registry.address(), frame), GAS);
    if (!receipt.succeeded()) {
      throw new AssertionError("applyOne reverted for " + frame);
    }
    return deployment.eventsOf(receipt);
  }

  /** Applies one frame and expects it to be applied. */
  RegistryEvent applied(List<Bytes32> frame) {
    List<RegistryEvent> events = applyOne(frame);
    if (events.size() != 1 || events.get(0) instanceof RegistryEvent.OperationRejected) {
      throw new AssertionError("expected one event of an applied operation, found " + events);
    }
    return events.get(0);
  }

  /** Applies one frame, expects it to be rejected, and gives the reason. */
  RejectionReason rejected(List<Bytes32> frame) {
    List<RegistryEvent> events = applyOne(frame);
    if (events.size() == 1 && events.get(0) instanceof RegistryEvent.OperationRejected rejected) {
      return rejected.reason();
    }
    throw new AssertionError("expected a rejection, found " + events);
  }

  /** Sends a batch under a number. */
  Receipt sendBatch(long batch, List<List<Bytes32>> frames) {
    List<Bytes32> words = new ArrayList<>();
    frames.forEach(words::addAll);
    return relayer.transact(RegistryCalls.applyBatchOf(registry.address(), batch, words), GAS);
  }

  /** Applies frames as the relayer's next batch; the transaction must not revert. */
  Receipt batch(List<List<Bytes32>> frames) {
    Receipt receipt = sendBatch(nextBatch(), frames);
    if (!receipt.succeeded()) {
      throw new AssertionError("applyBatch reverted");
    }
    return receipt;
  }

  long nextBatch() {
    return contract.relayer(relayer.key().address()).orElseThrow().nextBatch();
  }

  static <T> List<T> times(int count, IntFunction<T> make) {
    return IntStream.range(0, count).mapToObj(make).toList();
  }
}
