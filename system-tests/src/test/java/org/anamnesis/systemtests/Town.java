package org.anamnesis.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.consent.ConsentTerms;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.ChainChoice;
import org.anamnesis.localnetwork.LocalNetwork;
import org.anamnesis.localnetwork.NetworkOptions;
import org.anamnesis.localnetwork.Service;
import org.anamnesis.localnetwork.demo.People;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Operation;
import org.springframework.util.FileSystemUtils;

/** The one network that all tests of a run share, and the people in it. */
final class Town implements AutoCloseable {
  static final Duration PATIENCE = People.PATIENCE;

  /** Tests ask faster than people do. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "anamnesis.limits.address", "100000",
          "anamnesis.limits.sign-in", "10000",
          "anamnesis.limits.participant", "100000");

  /** Tests that kill or change parts of the network, which must be processes of this machine. */
  static final String PROCESSES = "processes";

  final People people;
  private final Path folder;
  private final NetworkFile file;
  private final Optional<LocalNetwork> local;
  private final Runnable end;

  private Town(Path folder, NetworkFile file, People people, LocalNetwork network) {
    this.folder = folder;
    this.file = file;
    this.people = people;
    this.local = Optional.of(network);
    this.end = network::close;
  }

  private Town(Path folder, Containers containers, People people) {
    this.folder = folder;
    this.file = containers.network();
    this.people = people;
    this.local = Optional.empty();
    this.end = containers::close;
  }

  /** What clients pin. */
  NetworkFile file() {
    return file;
  }

  /** The processes, for the tests that are tagged {@link #PROCESSES}. */
  LocalNetwork network() {
    return local.orElseThrow();
  }

  static Town found() {
    return Containers.areWanted()
        ? ofContainers()
        : found(ChainChoice.parse(System.getProperty("anamnesis.chain", "anvil")));
  }

  static Town found(ChainChoice chain) {
    Path folder = folder();
    LocalNetwork network =
        LocalNetwork.start(
            NetworkOptions.in(folder.resolve("network"))
                .on(chain)
                .heap("160m")
                .with(Service.GATEWAY, LIMITS)
                .presignedUrls(),
            true,
            line -> {});
    People people =
        new People(
            network.network(),
            Optional.of(network.chain().rpc()),
            network.folder().keys(),
            folder.resolve("clients"));
    return new Town(folder, network.network(), people, network);
  }

  private static Town ofContainers() {
    Path folder = folder();
    Containers containers = Containers.start(folder);
    People people =
        new People(
            containers.network(), Optional.empty(), containers.keys(), folder.resolve("clients"));
    return new Town(folder, containers, people);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("anamnesis-system-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of seeded octets. */
  Path document(int octets, long seed) {
    try {
      Path file = folder.resolve("document-" + UUID.randomUUID());
      byte[] block = new byte[Math.min(octets, 1 << 20)];
      Random random = new Random(seed);
      try (var out = Files.newOutputStream(file)) {
        for (int left = octets; left > 0; left -= block.length) {
          random.nextBytes(block);
          out.write(block, 0, Math.min(left, block.length));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small FHIR document. */
  Path observation(int value) {
    try {
      String json =
          """
          {"resourceType": "Observation", "status": "final",
           "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]},
           "valueQuantity": {"value": %d, "unit": "beats/minute"}}
          """
              .formatted(value);
      Path file = folder.resolve("observation-" + UUID.randomUUID() + ".json");
      return Files.writeString(file, json, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NewRecord about(Anamnesis patient, Path file) {
    return new NewRecord(
        file,
        patient.keys().participant(),
        Category.LABORATORY,
        "A document",
        "Observation",
        List.of(),
        MediaTypes.FHIR_JSON,
        patient.operations().now());
  }

  /** Puts a document and waits until the chain has its registration. */
  RecordWriter.Put anchored(Anamnesis author, Anamnesis patient, Path file) {
    RecordWriter.Put put =
        author.records().writer().put(about(patient, file), RecordWriter.Progress.NONE);
    author.operations().awaitAnchored(put.operation().operation(), PATIENCE);
    return put;
  }

  /** A consent of the patient about all records for treatment, signed by patient or delegate. */
  OperationStatus consent(
      Anamnesis signer,
      Anamnesis patient,
      Anamnesis grantee,
      Permission permission,
      Effect effect) {
    OperationStatus status =
        signer
            .consents()
            .give(
                new ConsentTerms(
                    patient.keys().participant(),
                    grantee.keys().participant(),
                    RecordId.ZERO,
                    Permissions.of(permission),
                    Purposes.of(Purpose.TREAT),
                    effect,
                    0,
                    Operation.FOREVER),
                wrapped -> {});
    return signer.operations().awaitAnchored(status.operation(), PATIENCE);
  }

  /** A patient whose nurse may contribute and whose doctor may read, all of it anchored. */
  Family family() {
    Family family =
        new Family(
            people.patient(),
            people.professional(Role.NURSE, "Nils Nurse"),
            people.professional(Role.DOCTOR, "Dora Doctor"));
    people.awaitEnrolled();
    consent(
        family.patient(), family.patient(), family.nurse(), Permission.CONTRIBUTE, Effect.ALLOW);
    consent(family.patient(), family.patient(), family.doctor(), Permission.READ, Effect.ALLOW);
    return family;
  }

  record Family(Anamnesis patient, Anamnesis nurse, Anamnesis doctor) {}

  /** What a record reads as, to somebody who may. */
  static byte[] read(Anamnesis reader, RecordId record) {
    try (InputStream in = reader.records().reader().open(record, Purpose.TREAT).content()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the problem that an attempt meets, or {@code permitted}. */
  static String problem(Runnable attempt) {
    try {
      attempt.run();
      return "permitted";
    } catch (ProblemException e) {
      return e.problem().name();
    }
  }

  /** Tries until the attempt meets this problem, or is {@code permitted}. */
  static void becomes(String problem, Runnable attempt) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> problem(attempt).equals(problem));
  }

  @Override
  public void close() throws IOException {
    people.close();
    end.run();
    FileSystemUtils.deleteRecursively(folder);
  }
}
