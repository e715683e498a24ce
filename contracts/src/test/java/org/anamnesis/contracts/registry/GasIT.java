package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.contracts.registry.Hospital.Person;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.operation.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * Gas of every kind, alone and in batches, against {@code gas-snapshot.json}. Signatures and ids
 * are random, so that zeros in them move the numbers a little. {@code -Dgas.update=true} writes the
 * snapshot anew.
 */
class GasIT {
  private static final Path SNAPSHOT = Path.of("gas-snapshot.json");
  private static final List<Integer> SIZES = List.of(1, 10, 50, 100, 200);
  private static final int MOST = 200;

  /** How far a measurement may lie from the snapshot. */
  private static final double PERCENT = 1.0;

  private static TestChain chain;
  private static Hospital hospital;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
    hospital = Hospital.open(chain);
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @Test
  void takesTheGasOfTheSnapshot() throws IOException {
    Map<String, Map<String, Long>> measured = measure();
    ObjectMapper json = new ObjectMapper();
    if (Boolean.getBoolean("gas.update")) {
      Files.writeString(
          SNAPSHOT, json.writerWithDefaultPrettyPrinter().writeValueAsString(measured) + "\n");
    }
    Map<String, Map<String, Long>> snapshot =
        json.readValue(SNAPSHOT.toFile(), new TypeReference<>() {});

    assertThat(measured.keySet()).isEqualTo(snapshot.keySet());
    measured.forEach((name, sizes) -> assertThat(snapshot).hasEntrySatisfying(name, like(sizes)));
  }

  private static Consumer<Map<String, Long>> like(Map<String, Long> measured) {
    return snapshot -> {
      assertThat(measured.keySet()).isEqualTo(snapshot.keySet());
      measured.forEach((size, gas) ->
          assertThat(snapshot)
              .hasEntrySatisfying(
                  size, old -> assertThat(gas).isCloseTo(old, withinPercentage(PERCENT))));
    };
  }

  @Test
  void staysWithinTheBoundsInTheWorstCase() {
    Person patient = hospital.enrolled(Role.PATIENT);
    Person author = hospital.enrolled(Role.NURSE);
    RecordId record = hospital.registered(patient, patient);
    hospital.consented(
        patient, RecordId.ZERO, hospital.organisation, Permissions.ALL, Effect.ALLOW);

    bounded(Kind.ENROL, hospital.enrolFrame(Person.any(), Role.DOCTOR));
    bounded(Kind.STORE, hospital.storeFrame(new StoreId(Hospital.random()), 1, 1));
    bounded(Kind.STATUS, hospital.statusFrame(hospital.enrolled(Role.DEVICE), 2, 1));
    bounded(
        Kind.REGISTER,
        hospital
            .register(author, patient, Hospital.random())
            .frame(hospital.registry, author.key()));
    bounded(
        Kind.CONSENT,
        hospital
            .consent(author, patient, record, hospital.otherOrganisation, 1, Effect.ALLOW)
            .frame(hospital.registry, author.key()));
    bounded(
        Kind.ACCESS,
        hospital.access(author, patient, record, 1).frame(hospital.registry, author.key()));
  }

  /** The bound holds, and is not so wide that batches would close half empty. */
  private static void bounded(Kind kind, List<Bytes32> frame) {
    long empty = hospital.batch(List.of()).gasUsed();
    long gas = applied(List.of(frame)).gasUsed();
    assertThat(gas).as("%s", kind).isLessThanOrEqualTo(GasBounds.of(List.of(kind)));
    assertThat((double) GasBounds.of(kind)).as("bound of %s", kind).isLessThan(1.3 * (gas - empty));
  }

  private static Map<String, Map<String, Long>> measure() {
    hospital.consented(
        hospital.patient,
        RecordId.ZERO,
        hospital.nurse.id(),
        Permissions.of(Permission.CONTRIBUTE),
        Effect.ALLOW);
    Map<String, Map<String, Long>> gas = new TreeMap<>();
    gas.put("ENROL", sizes(i -> hospital.enrolFrame(Person.any(), Role.DOCTOR)));
    gas.put("STORE", sizes(i -> hospital.storeFrame(new StoreId(Hospital.random()), 1, 1)));
    measureStatus(gas);
    measureRecords(gas);
    return gas;
  }

  private static void measureStatus(Map<String, Map<String, Long>> gas) {
    List<Person> people = Hospital.times(MOST, i -> Person.any());
    for (int from = 0; from < MOST; from += 50) {
      applied(
          people.subList(from, from + 50).stream()
              .map(person -> hospital.enrolFrame(person, Role.DEVICE))
              .toList());
    }
    AtomicLong sequence = new AtomicLong();
    gas.put(
        "STATUS", sizes(i -> hospital.statusFrame(people.get(i), 1, sequence.incrementAndGet())));
  }

  private static void measureRecords(Map<String, Map<String, Long>> gas) {
    Person nurse = hospital.nurse;
    List<RecordId> records = new ArrayList<>();
    gas.put(
        "REGISTER",
        sizes(i -> {
          Bytes32 salt = Hospital.random();
          records.add(Hospital.recordOf(nurse, salt));
          return hospital
              .register(nurse, hospital.patient, salt)
              .frame(hospital.registry, nurse.key());
        }));
    gas.put(
        "REGISTER next version",
        sizes(i ->
            hospital.registerNext(nurse, records.get(i)).frame(hospital.registry, nurse.key())));
    AtomicInteger next = new AtomicInteger();
    gas.put("CONSENT new", sizes(i -> consent(records.get(next.getAndIncrement()), Effect.ALLOW)));
    gas.put("CONSENT changed", sizes(i -> consent(records.get(i), Effect.DENY)));
    gas.put(
        "ACCESS",
        sizes(i ->
            hospital
                .access(hospital.doctor, hospital.patient, records.get(i), 2)
                .frame(hospital.registry, hospital.doctor.key())));
  }

  private static List<Bytes32> consent(RecordId record, Effect effect) {
    return hospital
        .consent(hospital.patient, hospital.patient, record, hospital.doctor.id(), 1, effect)
        .frame(hospital.registry, hospital.patient.key());
  }

  /** Gas per operation by the number of operations, for those that one transaction can hold. */
  private static Map<String, Long> sizes(IntFunction<List<Bytes32>> make) {
    Map<String, Long> gas = new TreeMap<>(Comparator.comparing(Integer::valueOf));
    for (int size : SIZES) {
      List<List<Bytes32>> frames = Hospital.times(size, make);
      if (size == 1 || gas.getOrDefault("50", 0L) * size < GasBounds.TRANSACTION_CAP) {
        gas.put(String.valueOf(size), applied(frames).gasUsed() / size);
      }
    }
    return gas;
  }

  /** Applies a batch and expects that it rejects nothing. */
  private static Receipt applied(List<List<Bytes32>> frames) {
    Receipt receipt = hospital.batch(frames);
    assertThat(receipt.gasUsed()).isLessThanOrEqualTo(GasBounds.TRANSACTION_CAP);
    assertThat(hospital.deployment.eventsOf(receipt))
        .hasSize(frames.size() + 1)
        .noneMatch(RegistryEvent.OperationRejected.class::isInstance);
    return receipt;
  }
}
