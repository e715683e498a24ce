package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many small operations are few transactions. */
@ExtendWith(InTown.class)
class BatchIT {
  private static final int READS = 300;
  private static final int AT_ONCE = 8;

  private final Town town;

  BatchIT(Town town) {
    this.town = town;
  }

  @Test
  void hundredsOfReadsAreAnchoredInAHandfulOfTransactions() throws Exception {
    Family family = town.family();
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), town.observation(60));

    long begun = System.nanoTime();
    List<OperationId> reads = readOften(family.doctor(), put);

    Set<String> transactions = new HashSet<>();
    for (OperationId read : reads) {
      OperationStatus status = family.doctor().operations().awaitAnchored(read, Town.PATIENCE);
      transactions.add(status.transaction());
    }
    assertThat(reads).hasSize(READS).doesNotHaveDuplicates();
    // A batch leaves when its first operation was accepted in an earlier second: never more than
    // one in a second of the clock, of which two are begun more than have passed.
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(transactions).hasSizeLessThanOrEqualTo(Math.toIntExact(seconds) + 2);
  }

  private static List<OperationId> readOften(Anamnesis doctor, RecordWriter.Put put)
      throws Exception {
    RecordHead head = doctor.records().heads().of(put.record());
    List<OperationId> reads = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<OperationId>> futures = new ArrayList<>();
      for (int i = 0; i < READS; i++) {
        futures.add(
            threads.submit(() -> doctor.records().reader().open(head, Purpose.TREAT).access()));
      }
      for (Future<OperationId> future : futures) {
        reads.add(future.get());
      }
    }
    return reads;
  }
}
