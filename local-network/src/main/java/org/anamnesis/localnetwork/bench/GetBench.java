package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.protocol.content.SealedSize;
import org.anamnesis.protocol.id.RecordId;

/** Getting a small record through gateway and record service, beside the store alone. */
final class GetBench implements Benchmark {
  private static final String KEY = "small";

  private final BenchGround ground;
  private final Path work;
  private final Sizes sizes;

  GetBench(BenchGround ground, Path work, Sizes sizes) {
    this.ground = ground;
    this.work = work;
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    try (Ward ward = new Ward(ground, work);
        DirectStore store = new DirectStore(ground)) {
      Path file = ward.document(KEY, sizes.small());
      RecordId record = ward.record(file);
      Ward.Ticket ticket = ward.announce(ward.access(record), record);
      store.put(KEY, ward.document("sealed", SealedSize.sealed(sizes.small())));
      List<Rounds.Measure> measures =
          List.of(() -> rate(() -> ward.drain(record, ticket)), () -> rate(() -> store.drain(KEY)));
      Rounds.medians(1, measures);
      double[] rates = Rounds.medians(sizes.rounds(), measures);
      store.remove(KEY);
      return List.of(
          Figure.reported("get-rate", rates[0], "GET/s"),
          Figure.reported("get-direct-rate", rates[1], "GET/s"),
          Figure.atLeast(0.6, "get", rates[0] / rates[1], "ratio", ""),
          Figure.missing(
              0.95, "get-presigned", "ratio", "the record service issues no presigned URLs yet"));
    }
  }

  private double rate(Rounds.Work get) throws IOException {
    double seconds =
        Rounds.seconds(() -> {
          for (int i = 0; i < sizes.reads(); i++) {
            get.run();
          }
        });
    return sizes.reads() / seconds;
  }
}
