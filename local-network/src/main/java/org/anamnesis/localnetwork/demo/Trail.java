package org.anamnesis.localnetwork.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.audit.AuditPage;
import org.anamnesis.localnetwork.demo.Cast.Patient;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Kind;

/** The auditor's part: the chain's index has every read and write. */
final class Trail {
  private static final int SHOWN = 12;

  private final Cast cast;
  private final Checks checks;

  Trail(Cast cast, Checks checks) {
    this.cast = cast;
    this.checks = checks;
  }

  void show(Map<OperationId, Patient> reads) {
    Patient patient = cast.patients().getFirst();
    for (OperationId read : reads.keySet()) {
      cast.doctor().operations().awaitAnchored(read, People.PATIENCE);
    }
    Set<OperationId> expected =
        reads.entrySet().stream()
            .filter(read -> read.getValue().equals(patient))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    patient.puts().forEach(put -> expected.add(put.registration()));
    List<AuditPage.Entry> trail = cast.auditor().audit().trail(Audit.By.PATIENT, patient.id());
    List<AuditPage.Entry> own = patient.client().audit().trail(Audit.By.PATIENT, patient.id());
    boolean whole = ids(trail).containsAll(expected) && ids(own).containsAll(expected);
    boolean stranger =
        own.stream().anyMatch(e -> e.actor().equals(cast.stranger().keys().participant()));
    checks.check(
        "audit-trail",
        whole && !stranger,
        "auditor and patient see every read and write, from the chain",
        Checks.counts("entries", trail.size(), "expected", expected.size(), "patient", own.size()));
    own.stream().limit(SHOWN).forEach(entry -> checks.detail(line(entry)));
    if (own.size() > SHOWN) {
      checks.detail("… and %d earlier ones".formatted(own.size() - SHOWN));
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
            cast.name(entry.actor()),
            entry.record().isZero()
                ? "all records      "
                : "record " + entry.record().hex().substring(0, 10),
            purpose == null ? "" : "for " + Numbered.of(Purpose.class, purpose));
  }
}
