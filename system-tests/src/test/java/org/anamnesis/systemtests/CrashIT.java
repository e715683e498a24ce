package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.audit.AuditPage;
import org.anamnesis.client.gateway.GatewayUnavailableException;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.Service;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that die at once, in the middle of a stream of records. */
@Tag(Town.PROCESSES)
@ExtendWith(InTown.class)
class CrashIT {
  private static final int RECORDS = 24;
  private static final int BEFORE = 8;

  /** A record that was accepted, and what is in it. */
  private record Stored(RecordWriter.Put put, Path file) {
    OperationId operation() {
      return put.operation().operation();
    }
  }

  private final Town town;

  CrashIT(Town town) {
    this.town = town;
  }

  @ParameterizedTest
  @EnumSource(
      value = Service.class,
      names = {"RECORD", "INTEGRATOR", "LEDGER"})
  void everythingAcceptedIsAnchoredOnceAndReadable(Service victim) throws Exception {
    Family family = town.family();
    List<Stored> stored = putWhileKilling(victim, family);

    for (Stored one : stored) {
      family.nurse().operations().awaitAnchored(one.operation(), Town.PATIENCE);
    }
    List<OperationId> accepted = stored.stream().map(Stored::operation).toList();
    assertThat(accepted).hasSize(RECORDS).doesNotHaveDuplicates();
    // The ledger's trail is made of the contract's events; it may still be a block behind.
    await()
        .atMost(Town.PATIENCE)
        .ignoreException(ProblemException.class)
        .untilAsserted(
            () -> assertThat(registrations(family)).containsExactlyInAnyOrderElementsOf(accepted));
    assertReadable(family, stored);
  }

  private List<Stored> putWhileKilling(Service victim, Family family) throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Future<Stored>> stream = new ArrayList<>();
    List<Stored> stored = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < RECORDS; i++) {
        NewRecord document = town.about(family.patient(), town.observation(i));
        stream.add(
            threads.submit(() -> {
              RecordWriter.Put put = putUntilAccepted(family, document);
              done.incrementAndGet();
              return new Stored(put, document.file());
            }));
      }
      await().atMost(Town.PATIENCE).until(() -> done.get() >= BEFORE);
      town.network().kill(victim);
      town.network().start(victim);
      for (Future<Stored> one : stream) {
        stored.add(one.get());
      }
    }
    return stored;
  }

  /** As a person would: the same command again until it is through. */
  private static RecordWriter.Put putUntilAccepted(Family family, NewRecord document) {
    return await()
        .atMost(Town.PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptionsMatching(
            e -> e instanceof ProblemException || e instanceof GatewayUnavailableException)
        .until(
            () -> family.nurse().records().writer().put(document, RecordWriter.Progress.NONE),
            put -> true);
  }

  private static List<OperationId> registrations(Family family) {
    return family
        .patient()
        .audit()
        .trail(Audit.By.PATIENT, family.patient().keys().participant())
        .stream()
        .filter(entry -> entry.actor().equals(family.nurse().keys().participant()))
        .map(AuditPage.Entry::operation)
        .toList();
  }

  private static void assertReadable(Family family, List<Stored> stored) throws IOException {
    for (Stored one : stored) {
      assertThat(Town.read(family.patient(), one.put().record()))
          .isEqualTo(Files.readAllBytes(one.file()));
    }
  }
}
