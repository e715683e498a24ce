package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.registry.Hospital.Person;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.operation.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds whatever anybody sends: no batch reverts; only what the right key signed has an
 * effect; and the contract's state is what its events say, slot by slot.
 */
class FuzzIT {
  private static final int BATCHES = 12;
  private static final int OPERATIONS = 40;

  private static TestChain chain;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noWordsMakeABatchRevert(long seed) {
    Hospital hospital = Hospital.open(chain);
    Random random = new Random(seed);
    for (int batch = 0; batch < BATCHES; batch++) {
      List<List<Bytes32>> frames = new ArrayList<>();
      for (int i = 0; i < OPERATIONS; i++) {
        frames.add(noise(random));
      }

      assertThat(hospital.batch(frames).succeeded()).isTrue();
      assertThat(hospital.applyOne(noise(random)))
          .allMatch(RegistryEvent.OperationRejected.class::isInstance);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void onlyTheRightKeyHasAnEffectAndTheStateIsWhatTheEventsSay(long seed) {
    World world = new World(Hospital.open(chain), new Random(seed));
    for (int batch = 0; batch < BATCHES; batch++) {
      world.step();
    }
    world.checkState();
  }

  /** Heads with likely counts and kinds, then words that are mostly small or all random. */
  private static List<Bytes32> noise(Random random) {
    int kind = random.nextInt(12);
    int right = Numbered.find(Kind.class, kind).map(k -> k.fields() + 2 * k.signatures()).orElse(5);
    int words = random.nextInt(4) == 0 ? random.nextInt(25) : right;
    List<Bytes32> frame = new ArrayList<>();
    frame.add(
        random.nextInt(20) == 0
            ? word(random)
            : Operation.head(kind, words + (random.nextInt(15) == 0 ? 1 : 0)));
    for (int i = 0; i < words; i++) {
      frame.add(
          switch (random.nextInt(4)) {
            case 0 -> Operation.word(random.nextInt(20));
            case 1 -> Operation.word(random.nextLong());
            default -> word(random);
          });
    }
    return frame;
  }

  private static Bytes32 word(Random random) {
    byte[] octets = new byte[Bytes32.SIZE];
    random.nextBytes(octets);
    return Bytes32.of(octets);
  }

  /** A hospital, what was sent to it rightly signed, and what its events said. */
  private static final class World {
    private final Hospital hospital;
    private final Random random;
    private final List<Person> people = new ArrayList<>();
    private final List<Person> patients = new ArrayList<>();
    private final List<RecordId> records = new ArrayList<>();
    private final Set<OperationId> signed = new HashSet<>();
    private final Map<RecordId, RegistryEvent.Registered> heads = new HashMap<>();
    private final Map<List<Bytes32>, RegistryEvent.ConsentChanged> consents = new HashMap<>();
    private final Map<ParticipantId, RegistryEvent.Enrolled> enrolled = new HashMap<>();
    private final Map<ParticipantId, RegistryEvent.StatusChanged> statuses = new HashMap<>();
    private final Map<StoreId, RegistryEvent.StoreChanged> stores = new HashMap<>();
    private final Map<EthereumAddress, Long> batches = new HashMap<>();

    World(Hospital hospital, Random random) {
      this.hospital = hospital;
      this.random = random;
      patients.add(hospital.patient);
      patients.add(hospital.enrolled(Role.PATIENT));
      people.addAll(patients);
      people.add(hospital.nurse);
      people.add(hospital.doctor);
      for (Person patient : patients) {
        records.add(hospital.registered(patient, patient));
        hospital.consented(
            patient,
            RecordId.ZERO,
            hospital.nurse.id(),
            Permissions.of(Permission.CONTRIBUTE, Permission.DELEGATE),
            Effect.ALLOW);
      }
    }

    void step() {
      List<List<Bytes32>> frames = new ArrayList<>();
      for (int i = 0; i < OPERATIONS; i++) {
        Person signer = one(people);
        frames.add(damaged(signedBy(signer, operation(signer))));
      }
      hospital.deployment.eventsOf(hospital.batch(frames)).forEach(this::see);
    }

    private Operation operation(Person signer) {
      Person patient = one(patients);
      RecordId record = one(records);
      return switch (random.nextInt(6)) {
        case 0 -> hospital.enrol(Person.any(), Role.DOCTOR).with(0, signer.id());
        case 1 -> {
          Bytes32 salt = word(random);
          RecordId id = Hospital.recordOf(signer, salt);
          records.add(id);
          yield hospital.register(signer, patient, salt);
        }
        case 2 -> next(signer, record);
        case 3 ->
            hospital
                .consent(
                    signer,
                    patient,
                    random.nextBoolean() ? RecordId.ZERO : record,
                    one(people).id(),
                    1 + random.nextInt(7),
                    one(List.of(Effect.values())))
                .with(10, random.nextInt(30));
        case 4 ->
            hospital
                .status(one(people), 1, random.nextInt(30))
                .with(0, random.nextInt(3) == 0 ? hospital.registrar.id() : signer.id());
        default -> hospital.access(signer, patient, record, 1);
      };
    }

    private Operation next(Person signer, RecordId record) {
      return hospital.contract.record(record).isEmpty()
          ? hospital.register(signer, one(patients), word(random))
          : hospital.registerNext(signer, record);
    }

    /** Signed by the signer it names, or by somebody else; only the first is remembered. */
    private List<Bytes32> signedBy(Person signer, Operation operation) {
      boolean right = operation.fields().get(0).equals(signer.id().value());
      if (right && random.nextInt(5) != 0) {
        signed.add(operation.id(hospital.registry));
        return operation.kind() == Kind.ENROL
            ? operation.frame(hospital.registry, signer.key(), signer.key())
            : operation.frame(hospital.registry, signer.key());
      }
      Person forger = Person.any();
      return operation.kind() == Kind.ENROL
          ? operation.frame(hospital.registry, forger.key(), forger.key())
          : operation.frame(hospital.registry, forger.key());
    }

    /** One bit flipped now and then, anywhere but in the head, which would hide the neighbours. */
    private List<Bytes32> damaged(List<Bytes32> frame) {
      if (random.nextInt(5) != 0) {
        return frame;
      }
      List<Bytes32> copy = new ArrayList<>(frame);
      int at = 1 + random.nextInt(frame.size() - 1);
      byte[] octets = copy.get(at).bytes();
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      copy.set(at, Bytes32.of(octets));
      return copy;
    }

    private void see(RegistryEvent event) {
      if (event instanceof RegistryEvent.OfOperation of
          && !(event instanceof RegistryEvent.OperationRejected)) {
        assertThat(signed).as("%s", event).contains(of.id());
      }
      switch (event) {
        case RegistryEvent.Registered e -> {
          assertThat(e.previousContentHash())
              .isEqualTo(
                  heads.containsKey(e.record())
                      ? heads.get(e.record()).contentHash()
                      : e.previousContentHash());
          heads.put(e.record(), e);
        }
        case RegistryEvent.ConsentChanged e -> {
          assertThat(e.signer()).isIn(e.patient(), hospital.nurse.id());
          consents.put(List.of(e.patient().value(), e.record().value(), e.grantee()), e);
        }
        case RegistryEvent.Enrolled e -> enrolled.put(e.participant(), e);
        case RegistryEvent.StatusChanged e -> statuses.put(e.participant(), e);
        case RegistryEvent.StoreChanged e -> stores.put(e.store(), e);
        case RegistryEvent.BatchApplied e -> batches.put(e.relayer(), e.batch());
        default -> assertThat(event).isNotNull();
      }
    }

    void checkState() {
      assertThat(heads).isNotEmpty();
      assertThat(consents).isNotEmpty();
      heads.forEach((id, event) -> {
        var head = hospital.contract.record(id).orElseThrow();
        assertThat(head.contentHash()).isEqualTo(event.contentHash());
        assertThat(head.patient()).isEqualTo(event.patient());
        assertThat(head.author()).isEqualTo(event.author());
        assertThat(head.store()).isEqualTo(event.store());
        assertThat(head.version()).isEqualTo(event.version());
      });
      consents.forEach((key, event) ->
          assertThat(
                  hospital.contract.consent(
                      event.patient(), event.record(), grantee(event.grantee())))
              .contains(
                  new RegistryState.Consent(
                      event.roles(),
                      event.permissions(),
                      event.purposes(),
                      event.effect(),
                      event.notBefore(),
                      event.notAfter(),
                      event.sequence())));
      statuses.forEach((id, event) ->
          assertThat(hospital.contract.participant(id).orElseThrow().sequence())
              .isEqualTo(event.sequence()));
      assertThat(enrolled).as("nobody here is a registrar").isEmpty();
      assertThat(stores).isEmpty();
      batches.forEach((relayer, batch) ->
          assertThat(hospital.contract.relayer(relayer).orElseThrow().nextBatch())
              .isEqualTo(batch + 1));
    }

    private static Id grantee(Bytes32 word) {
      return new ParticipantId(word);
    }

    private <T> T one(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
