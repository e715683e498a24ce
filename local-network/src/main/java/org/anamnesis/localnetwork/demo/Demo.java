package org.anamnesis.localnetwork.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.audit.AuditPage;
import org.anamnesis.client.consent.ConsentTerms;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.client.record.RecordReader;
import org.anamnesis.client.record.RecordRefusedException;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.demo.SyntheticHistories.Document;
import org.anamnesis.localnetwork.demo.SyntheticHistories.History;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Operation;

/** The story, in the order in which it happens. */
public final class Demo {
  private static final int AT_ONCE = 4;

  private final Path objects;
  private final Path histories;
  private final Checks checks;
  private final Anamnesis doctor;
  private final Anamnesis nurse;
  private final Anamnesis stranger;
  private final Anamnesis auditor;
  private final List<Patient> patients = new ArrayList<>();

  /** A patient with what the nurse put of them. */
  private record Patient(Anamnesis client, History history, List<Put> puts) {
    ParticipantId id() {
      return client.keys().participant();
    }
  }

  private record Put(RecordId record, OperationId registration, Path file) {}

  /**
   * Tells the whole story.
   *
   * @param out a line for each step, or with {@code json} one JSON object for each check
   * @return whether every check held
   */
  public static boolean tell(
      DemoGround ground, int patients, long seed, PrintWriter out, boolean json) {
    Checks checks = new Checks(out, json);
    Path histories = ground.work().resolve("histories");
    SyntheticHistories.Index index =
        SyntheticHistories.make(ground.synthea(), patients, seed, histories, ground.log());
    checks.step(
        "Synthea made %d patients, %d documents"
            .formatted(
                index.patients().size(),
                index.patients().stream().mapToInt(p -> p.documents().size()).sum()));
    try (People people =
        new People(
            ground.network(), ground.chain(), ground.keys(), ground.work().resolve("state"))) {
      new Demo(people, ground.buckets(), histories, index, checks).run();
    }
    return checks.allHeld();
  }

  /**
   * Enrols everybody.
   *
   * @param objects where the object store keeps its buckets
   * @param histories Synthea's folder
   */
  private Demo(
      People people, Path objects, Path histories, SyntheticHistories.Index index, Checks checks) {
    this.objects = objects;
    this.histories = histories;
    this.checks = checks;
    this.doctor = people.professional(Role.DOCTOR, "Dora Demo");
    this.nurse = people.professional(Role.NURSE, "Nils Demo");
    this.stranger = people.professional(Role.DOCTOR, "Stella Demo");
    this.auditor = people.professional(Role.AUDITOR, "Ada Demo");
    for (History history : index.patients()) {
      patients.add(new Patient(people.patient(), history, new ArrayList<>()));
    }
    people.awaitEnrolled();
    checks.step("enrolled %d patients and 4 professionals".formatted(patients.size()));
  }

  private void run() {
    consent(nurse, Permission.CONTRIBUTE, Effect.ALLOW);
    checks.step("each patient lets the nurse contribute");
    seal();
    anchor();
    consent(doctor, Permission.READ, Effect.ALLOW);
    checks.step("each patient lets the doctor read, keys wrapped");
    Map<OperationId, Patient> reads = readAll();
    refuseStranger();
    noticeTampering(reads);
    revoke(reads);
    audit(reads);
  }

  private void seal() {
    long octets = 0;
    int documents = 0;
    for (Patient patient : patients) {
      List<Document> all = patient.history().documents();
      patient.puts().addAll(inParallel(all, document -> put(patient, document)));
      documents += all.size();
      octets += all.stream().mapToLong(Document::octets).sum();
    }
    int put = patients.stream().mapToInt(p -> p.puts().size()).sum();
    checks.check(
        "sealed",
        put == documents && documents > 0,
        "the nurse sealed and uploaded every document",
        Map.of("documents", put, "octets", octets));
  }

  private Put put(Patient patient, Document document) {
    Path file = histories.resolve(document.file());
    RecordWriter.Put put =
        nurse
            .records()
            .writer()
            .put(
                new NewRecord(
                    file,
                    patient.id(),
                    document.inClear(),
                    document.title(),
                    document.fhirType(),
                    List.of(),
                    MediaTypes.FHIR_JSON,
                    document.time()),
                RecordWriter.Progress.NONE);
    return new Put(put.record(), put.operation().operation(), file);
  }

  private void anchor() {
    Set<String> transactions = new HashSet<>();
    int anchored = 0;
    for (Put put : puts()) {
      OperationStatus status =
          nurse.operations().awaitAnchored(put.registration(), People.PATIENCE);
      transactions.add(String.valueOf(status.transaction()));
      anchored++;
    }
    checks.check(
        "anchored",
        anchored == puts().size(),
        "the chain has every registration",
        counts("operations", anchored, "transactions", transactions.size()));
  }

  private Map<OperationId, Patient> readAll() {
    Map<OperationId, Patient> reads = new LinkedHashMap<>();
    long octets = 0;
    int same = 0;
    for (Patient patient : patients) {
      Set<RecordId> listed =
          doctor.records().lists().announced(patient.id(), Purpose.TREAT).stream()
              .map(item -> item.record())
              .collect(Collectors.toSet());
      for (Read read : inParallel(patient.puts(), put -> read(put))) {
        reads.put(read.access(), patient);
        octets += read.octets();
        same += read.same() && listed.contains(read.record()) ? 1 : 0;
      }
    }
    checks.check(
        "read-by-doctor",
        same == puts().size(),
        "the doctor read every document, octet for octet the same",
        counts("documents", same, "octets", octets));
    return reads;
  }

  private record Read(RecordId record, OperationId access, long octets, boolean same) {}

  private Read read(Put put) {
    RecordReader.Opened opened = doctor.records().reader().open(put.record(), Purpose.TREAT);
    try (InputStream in = opened.content();
        InputStream original = Files.newInputStream(put.file())) {
      byte[] read = in.readAllBytes();
      boolean same = java.util.Arrays.equals(read, original.readAllBytes());
      return new Read(put.record(), opened.access(), read.length, same);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseStranger() {
    Put put = puts().getFirst();
    RecordHead head = doctor.records().heads().of(put.record());
    String hidden = problem(() -> stranger.records().heads().of(put.record()));
    String refused = problem(() -> stranger.records().reader().open(head, Purpose.TREAT));
    checks.check(
        "stranger-refused",
        hidden.equals("unknown-record") && refused.equals("not-permitted"),
        "a stranger neither finds nor reads a record",
        counts("head", hidden, "access", refused));
  }

  private void noticeTampering(Map<OperationId, Patient> reads) {
    Patient patient = patients.getFirst();
    Put put = patient.puts().getFirst();
    StoredObject object = StoredObject.of(objects, put.record());
    object.flipOctet();
    boolean noticed = false;
    try {
      RecordReader.Opened opened = doctor.records().reader().open(put.record(), Purpose.TREAT);
      reads.put(opened.access(), patient);
      opened.saveTo(histories.resolve("never-written"), octets -> {});
    } catch (RecordRefusedException e) {
      noticed = true;
    }
    object.flipOctet();
    boolean kept = Files.exists(histories.resolve("never-written"));
    Read again = read(put);
    reads.put(again.access(), patient);
    checks.check(
        "tamper-noticed",
        noticed && !kept && again.same(),
        "one flipped octet in the store is noticed, nothing is shown",
        counts("refused", noticed, "restored", again.same()));
  }

  private void revoke(Map<OperationId, Patient> reads) {
    Patient patient = patients.getFirst();
    Put put = patient.puts().getLast();
    RecordReader.Opened open = doctor.records().reader().open(put.record(), Purpose.TREAT);
    reads.put(open.access(), patient);
    RecordHead head = doctor.records().heads().of(put.record());
    OperationStatus revocation = give(patient, doctor, Permission.READ, Effect.NONE);
    String ticket = problem(() -> openContent(open));
    String access = problem(() -> doctor.records().reader().open(head, Purpose.TREAT));
    patient.client().operations().awaitAnchored(revocation.operation(), People.PATIENCE);
    String later = problem(() -> doctor.records().reader().open(head, Purpose.TREAT));
    checks.check(
        "revoked",
        List.of(ticket, access, later).stream().allMatch("not-permitted"::equals),
        "revoked, the doctor is refused, with an open ticket too",
        counts("ticket", ticket, "access", access, "anchored", later));
  }

  private void audit(Map<OperationId, Patient> reads) {
    Patient patient = patients.getFirst();
    for (OperationId read : reads.keySet()) {
      doctor.operations().awaitAnchored(read, People.PATIENCE);
    }
    Set<OperationId> expected =
        reads.entrySet().stream()
            .filter(read -> read.getValue().equals(patient))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    patient.puts().forEach(put -> expected.add(put.registration()));
    List<AuditPage.Entry> trail = auditor.audit().trail(Audit.By.PATIENT, patient.id());
    List<AuditPage.Entry> own = patient.client().audit().trail(Audit.By.PATIENT, patient.id());
    boolean whole = ids(trail).containsAll(expected) && ids(own).containsAll(expected);
    boolean stranger =
        own.stream().anyMatch(e -> e.actor().equals(this.stranger.keys().participant()));
    checks.check(
        "audit-trail",
        whole && !stranger,
        "auditor and patient see every read and write, from the chain",
        counts("entries", trail.size(), "expected", expected.size(), "patient", own.size()));
    own.stream().limit(12).forEach(entry -> checks.detail(line(entry)));
    if (own.size() > 12) {
      checks.detail("… and %d earlier ones".formatted(own.size() - 12));
    }
  }

  private static Set<OperationId> ids(List<AuditPage.Entry> trail) {
    return trail.stream().map(AuditPage.Entry::operation).collect(Collectors.toSet());
  }

  private String line(AuditPage.Entry entry) {
    Integer purpose = entry.purpose();
    return "%s  block %-5d %-8s by %-8s %s %s"
        .formatted(
            Instant.ofEpochSecond(entry.time()),
            entry.block(),
            Numbered.of(Kind.class, entry.kind()),
            who(entry.actor()),
            entry.record().isZero()
                ? "all records      "
                : "record " + entry.record().hex().substring(0, 10),
            purpose == null ? "" : "for " + Numbered.of(Purpose.class, purpose));
  }

  private String who(ParticipantId id) {
    Map<ParticipantId, String> names =
        Map.of(
            doctor.keys().participant(), "doctor",
            nurse.keys().participant(), "nurse",
            stranger.keys().participant(), "stranger",
            auditor.keys().participant(), "auditor");
    return names.getOrDefault(id, "patient");
  }

  private void consent(Anamnesis grantee, Permission permission, Effect effect) {
    Map<Patient, OperationId> given = new LinkedHashMap<>();
    for (Patient patient : patients) {
      given.put(patient, give(patient, grantee, permission, effect).operation());
    }
    given.forEach((patient, consent) ->
        patient.client().operations().awaitAnchored(consent, People.PATIENCE));
  }

  private static OperationStatus give(
      Patient patient, Anamnesis grantee, Permission permission, Effect effect) {
    return patient
        .client()
        .consents()
        .give(
            new ConsentTerms(
                patient.id(),
                grantee.keys().participant(),
                RecordId.ZERO,
                Permissions.of(permission),
                Purposes.of(Purpose.TREAT),
                effect,
                0,
                Operation.FOREVER),
            wrapped -> {});
  }

  private static void openContent(RecordReader.Opened open) {
    try (InputStream in = open.content()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String problem(Runnable attempt) {
    try {
      attempt.run();
      return "permitted";
    } catch (ProblemException e) {
      return e.problem().name();
    }
  }

  private List<Put> puts() {
    return patients.stream().flatMap(p -> p.puts().stream()).toList();
  }

  private static Map<String, Object> counts(Object... namesAndValues) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      counts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return counts;
  }

  private interface Work<A, B> {
    B on(A item);
  }

  private static <A, B> List<B> inParallel(List<A> items, Work<A, B> work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<B>> futures =
          items.stream().map(item -> threads.submit(() -> work.on(item))).toList();
      List<B> results = new ArrayList<>();
      for (Future<B> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
