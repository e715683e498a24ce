package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.protocol.id.RecordId;

/** A read that is announced first, beside a read under a ticket that was issued before. */
final class AuditedBench implements Benchmark {
  private final BenchGround ground;
  private final Path work;
  private final Sizes sizes;

  AuditedBench(BenchGround ground, Path work, Sizes sizes) {
    this.ground = ground;
    this.work = work;
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    try (Ward ward = new Ward(ground, work)) {
      RecordId record = ward.record(ward.document("audited", sizes.small()));
      Ward.Ticket ticket = ward.announce(ward.access(record), record);
      int reads = sizes.reads() * sizes.rounds();
      double[] audited = new double[reads];
      double[] ticketed = new double[reads];
      // Less than for a GET, which is most of it and was measured before.
      for (int i = 0; i < sizes.warmUp() / 10 * sizes.reads(); i++) {
        ward.drain(record, ward.announce(ward.access(record), record));
      }
      for (int i = 0; i < reads; i++) {
        audited[i] =
            1e3
                * Rounds.seconds(
                    () -> ward.drain(record, ward.announce(ward.access(record), record)));
        ticketed[i] = 1e3 * Rounds.seconds(() -> ward.drain(record, ticket));
      }
      return List.of(
          Figure.reported("audited-p50", Rounds.percentile(audited, 50), "ms"),
          Figure.reported("audited-p99", Rounds.percentile(audited, 99), "ms"),
          Figure.reported("ticketed-p50", Rounds.percentile(ticketed, 50), "ms"),
          Figure.reported("ticketed-p99", Rounds.percentile(ticketed, 99), "ms"));
    }
  }
}
