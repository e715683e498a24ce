package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.anamnesis.client.gateway.GatewayUnavailableException;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.Service;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records as large as an image series through services whose heap is smaller than the record. */
@Tag(Town.PROCESSES)
@ExtendWith(InTown.class)
class LargeRecordIT {
  private static final int OCTETS = 96 << 20;
  private static final String HEAP = "96m";

  /** Octets of a part in the object store. */
  private static final long PART = 8 << 20;

  /** Some parts are stored by then. */
  private static final long CUT = 40 << 20;

  private final Town town;

  LargeRecordIT(Town town) {
    this.town = town;
  }

  @Test
  void aRecordLargerThanTheHeapComesBackEqualThoughTheGatewayDiedInTheMiddle() throws IOException {
    Family family = town.family();
    Path file = town.document(OCTETS, 96);
    NewRecord document = town.about(family.patient(), file);
    restart(Service.RECORD);
    restart(Service.GATEWAY);

    Uploaded first = new Uploaded(CUT, () -> town.network().kill(Service.GATEWAY));
    assertThatThrownBy(() -> family.nurse().records().writer().put(document, first))
        .isInstanceOf(GatewayUnavailableException.class);
    town.network().start(Service.GATEWAY, HEAP);

    Uploaded second = new Uploaded(Long.MAX_VALUE, () -> {});
    // Until the record service has noticed the broken connection, the upload is still its.
    RecordWriter.Put put =
        await()
            .atMost(Town.PATIENCE)
            .ignoreException(ProblemException.class)
            .until(() -> family.nurse().records().writer().put(document, second), it -> true);

    assertThat(second.first).hasValueGreaterThan(PART);
    family.nurse().operations().awaitAnchored(put.operation().operation(), Town.PATIENCE);
    Path back = file.resolveSibling("back-" + put.record().hex());
    family
        .patient()
        .records()
        .reader()
        .open(put.record(), Purpose.TREAT)
        .saveTo(back, octets -> {});
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    assertThat(town.network().ended()).isEmpty();
  }

  private void restart(Service service) {
    town.network().stop(service);
    town.network().start(service, HEAP);
  }

  /** Hears of the first octets that go up, and acts once when it is far enough. */
  private static final class Uploaded implements RecordWriter.Progress {
    private final AtomicLong first = new AtomicLong(-1);
    private final long mark;
    private final Runnable then;
    private boolean done;

    Uploaded(long mark, Runnable then) {
      this.mark = mark;
      this.then = then;
    }

    @Override
    public void sealed(long octets) {}

    @Override
    public void uploaded(long octets, long of) {
      first.compareAndSet(-1, octets);
      if (octets >= mark && !done) {
        done = true;
        then.run();
      }
    }
  }
}
