package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.anamnesis.client.record.RecordReader;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.content.SealedSize;
import org.anamnesis.protocol.id.RecordId;

/** A large record up and down as a person's client does it, beside the store alone. */
final class LargeBench implements Benchmark {
  private static final String KEY = "large";

  private final BenchGround ground;
  private final Path work;
  private final Sizes sizes;
  private final Path got;

  LargeBench(BenchGround ground, Path work, Sizes sizes) {
    this.ground = ground;
    this.work = work;
    this.sizes = sizes;
    this.got = work.resolve("got");
  }

  @Override
  public List<Figure> run() throws IOException {
    try (Ward ward = new Ward(ground, work);
        DirectStore store = new DirectStore(ground);
        PeakHeaps heaps = PeakHeaps.of(ground.processes())) {
      Path file = ward.document(KEY, sizes.large());
      Path sealed = ward.document("large-sealed", SealedSize.sealed(sizes.large()));
      Uploads uploads = new Uploads(ward, file);
      boolean presigned = uploads.arePresigned();
      heaps.reset();
      PeakHeaps.Own client = new PeakHeaps.Own();
      List<Rounds.Measure> measures =
          List.of(
              client.during(settled(uploads::put)),
              () -> megabytes() / uploads.sending,
              timed(() -> store.put(KEY, sealed)),
              client.during(timed(() -> uploads.open(got))),
              timed(() -> uploads.fetch(got)),
              timed(() -> store.get(KEY, got)),
              presigned ? timed(() -> uploads.openStraight(got)) : () -> 0);
      Rounds.warmUp(1, measures);
      double[] rates = Rounds.medians(sizes.rounds(), measures);
      store.remove(KEY);
      for (Path left : List.of(file, sealed, got)) {
        Files.deleteIfExists(left);
      }
      List<Figure> figures =
          new ArrayList<>(
              List.of(
                  Figure.reported("large-up-rate", rates[0], "MB/s"),
                  Figure.reported("large-up-direct-rate", rates[2], "MB/s"),
                  Figure.atLeast(
                      0.5, "large-up", rates[0] / rates[2], "ratio", "with sealing to a file"),
                  Figure.reported("large-up-once-sealed", rates[1] / rates[2], "ratio"),
                  Figure.reported("large-down-rate", rates[3], "MB/s"),
                  Figure.reported("large-down-direct-rate", rates[5], "MB/s"),
                  Figure.atLeast(
                      0.5,
                      "large-down",
                      rates[3] / rates[5],
                      "ratio",
                      "opened and checked, to a file"),
                  Figure.reported("large-down-still-sealed", rates[4] / rates[5], "ratio")));
      if (presigned) {
        figures.add(Figure.reported("large-down-presigned", rates[6] / rates[5], "ratio"));
      }
      figures.add(Figure.atMost(256, "large-heap-client", client.mebibytes(), "MiB", ""));
      for (Map.Entry<String, Double> peak : heaps.mebibytes().entrySet()) {
        figures.add(Figure.atMost(256, "large-heap-" + peak.getKey(), peak.getValue(), "MiB", ""));
      }
      return figures;
    }
  }

  private Rounds.Measure timed(Rounds.Work work) {
    return settled(() -> Rounds.seconds(work));
  }

  /**
   * Megabytes a second, once the disk has all that was written before: else the work would wait for
   * that, too. What was got last is deleted right before, so that each get finds memory warm.
   */
  private Rounds.Measure settled(Rounds.Measure seconds) {
    return () -> {
      Files.deleteIfExists(got);
      sync();
      return megabytes() / seconds.take();
    };
  }

  private double megabytes() {
    return sizes.large() / 1e6;
  }

  private static void sync() throws IOException {
    try {
      int exit = new ProcessBuilder("sync").inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException("sync ends with " + exit + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The benchmark was stopped.", e);
    }
  }

  /** Puts the file and gets it back, and knows how long the last put was sending. */
  private static final class Uploads implements RecordWriter.Progress {
    private final Ward ward;
    private final Path file;
    private final AtomicLong firstSent = new AtomicLong();
    private double sending;
    private RecordId record;

    Uploads(Ward ward, Path file) throws IOException {
      this.ward = ward;
      this.file = file;
      this.record = ward.record(file);
    }

    /** Whether the network has presigned URLs. */
    boolean arePresigned() {
      return ward.presigned(record, ward.announce(ward.access(record), record)).isPresent();
    }

    /** Seconds until it is accepted. */
    double put() {
      firstSent.set(0);
      long start = System.nanoTime();
      RecordWriter.Put put = ward.put(file, this);
      long end = System.nanoTime();
      sending = (end - firstSent.get()) / 1e9;
      record = ward.anchored(put);
      return (end - start) / 1e9;
    }

    void open(Path to) {
      opened().saveTo(to, octets -> {});
    }

    void openStraight(Path to) {
      opened().straightFromStore().saveTo(to, octets -> {});
    }

    private RecordReader.Opened opened() {
      return ward.doctor().records().reader().open(record, Purpose.TREAT);
    }

    void fetch(Path to) throws IOException {
      try (InputStream in = ward.sealed(record, ward.announce(ward.access(record), record))) {
        Files.copy(in, to);
      }
    }

    @Override
    public void sealed(long octets) {}

    @Override
    public void uploaded(long octets, long of) {
      firstSent.compareAndSet(0, System.nanoTime());
    }
  }
}
