package org.anamnesis.localnetwork.demo;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.demo.Cast.Patient;
import org.anamnesis.localnetwork.demo.Cast.Put;
import org.anamnesis.localnetwork.demo.SyntheticHistories.Document;
import org.anamnesis.protocol.metadata.MediaTypes;

/** The nurse's part: every document becomes a sealed record on the chain. */
final class Sealing {
  private final Cast cast;
  private final Path histories;
  private final Checks checks;

  Sealing(Cast cast, Path histories, Checks checks) {
    this.cast = cast;
    this.histories = histories;
    this.checks = checks;
  }

  void seal() {
    long octets = 0;
    int documents = 0;
    for (Patient patient : cast.patients()) {
      List<Document> all = patient.history().documents();
      patient.puts().addAll(Parallel.each(all, document -> put(patient, document)));
      documents += all.size();
      octets += all.stream().mapToLong(Document::octets).sum();
    }
    int put = cast.patients().stream().mapToInt(p -> p.puts().size()).sum();
    checks.check(
        "sealed",
        put == documents && documents > 0,
        "the nurse sealed and uploaded every document",
        Map.of("documents", put, "octets", octets));
  }

  private Put put(Patient patient, Document document) {
    Path file = histories.resolve(document.file());
    RecordWriter.Put put =
        cast.nurse()
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

  void anchor() {
    Set<String> transactions = new HashSet<>();
    int anchored = 0;
    for (Put put : cast.puts()) {
      OperationStatus status =
          cast.nurse().operations().awaitAnchored(put.registration(), People.PATIENCE);
      transactions.add(String.valueOf(status.transaction()));
      anchored++;
    }
    checks.check(
        "anchored",
        anchored == cast.puts().size(),
        "the chain has every registration",
        Checks.counts("operations", anchored, "transactions", transactions.size()));
  }
}
