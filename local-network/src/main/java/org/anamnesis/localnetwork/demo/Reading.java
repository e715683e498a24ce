package org.anamnesis.localnetwork.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.client.record.RecordReader;
import org.anamnesis.client.record.RecordRefusedException;
import org.anamnesis.localnetwork.demo.Cast.Patient;
import org.anamnesis.localnetwork.demo.Cast.Put;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;

/**
 * The doctor's part, and the stranger's: who may reads what was written, who may not reads nothing.
 */
final class Reading {
  private final Cast cast;
  private final Path objects;
  private final Path histories;
  private final Checks checks;
  private final Map<OperationId, Patient> reads = new LinkedHashMap<>();

  Reading(Cast cast, Path objects, Path histories, Checks checks) {
    this.cast = cast;
    this.objects = objects;
    this.histories = histories;
    this.checks = checks;
  }

  /** Every read that was announced, and about whom. */
  Map<OperationId, Patient> reads() {
    return Map.copyOf(reads);
  }

  void readAll() {
    long octets = 0;
    int same = 0;
    for (Patient patient : cast.patients()) {
      Set<RecordId> listed =
          cast.doctor().records().lists().announced(patient.id(), Purpose.TREAT).stream()
              .map(item -> item.record())
              .collect(Collectors.toSet());
      for (Read read : Parallel.each(patient.puts(), put -> read(put))) {
        reads.put(read.access(), patient);
        octets += read.octets();
        same += read.same() && listed.contains(read.record()) ? 1 : 0;
      }
    }
    checks.check(
        "read-by-doctor",
        same == cast.puts().size(),
        "the doctor read every document, octet for octet the same",
        Checks.counts("documents", same, "octets", octets));
  }

  private record Read(RecordId record, OperationId access, long octets, boolean same) {}

  private Read read(Put put) {
    RecordReader.Opened opened = cast.doctor().records().reader().open(put.record(), Purpose.TREAT);
    try (InputStream in = opened.content();
        InputStream original = Files.newInputStream(put.file())) {
      byte[] read = in.readAllBytes();
      boolean same = java.util.Arrays.equals(read, original.readAllBytes());
      return new Read(put.record(), opened.access(), read.length, same);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void refuseStranger() {
    Put put = cast.puts().getFirst();
    RecordHead head = cast.doctor().records().heads().of(put.record());
    String hidden = problem(() -> cast.stranger().records().heads().of(put.record()));
    String refused = problem(() -> cast.stranger().records().reader().open(head, Purpose.TREAT));
    checks.check(
        "stranger-refused",
        hidden.equals("unknown-record") && refused.equals("not-permitted"),
        "a stranger neither finds nor reads a record",
        Checks.counts("head", hidden, "access", refused));
  }

  void noticeTampering() {
    Patient patient = cast.patients().getFirst();
    Put put = patient.puts().getFirst();
    StoredObject object = StoredObject.of(objects, put.record());
    object.flipOctet();
    boolean noticed = false;
    try {
      RecordReader.Opened opened =
          cast.doctor().records().reader().open(put.record(), Purpose.TREAT);
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
        Checks.counts("refused", noticed, "restored", again.same()));
  }

  void revoke() {
    Patient patient = cast.patients().getFirst();
    Put put = patient.puts().getLast();
    RecordReader.Opened open = cast.doctor().records().reader().open(put.record(), Purpose.TREAT);
    reads.put(open.access(), patient);
    RecordHead head = cast.doctor().records().heads().of(put.record());
    OperationStatus revocation =
        Consenting.give(patient, cast.doctor(), Permission.READ, Effect.NONE);
    String ticket = problem(() -> openContent(open));
    String access = problem(() -> cast.doctor().records().reader().open(head, Purpose.TREAT));
    patient.client().operations().awaitAnchored(revocation.operation(), People.PATIENCE);
    String later = problem(() -> cast.doctor().records().reader().open(head, Purpose.TREAT));
    checks.check(
        "revoked",
        List.of(ticket, access, later).stream().allMatch("not-permitted"::equals),
        "revoked, the doctor is refused, with an open ticket too",
        Checks.counts("ticket", ticket, "access", access, "anchored", later));
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
}
