package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
        DirectStore store = new DirectStore(ground);
        BareHops hops = new BareHops(ground.objectStore());
        DirectStore behindHops = new DirectStore(ground, hops.address())) {
      Path file = ward.document(KEY, sizes.small());
      RecordId record = ward.record(file);
      store.put(KEY, ward.document("sealed", SealedSize.sealed(sizes.small())));
      boolean presigned =
          ward.presigned(record, ward.announce(ward.access(record), record)).isPresent();
      List<Rounds.Measure> measures =
          List.of(
              () -> through(ward, record),
              () -> rate(() -> store.drain(KEY)),
              () -> throughHops(behindHops),
              () -> presigned ? presigned(ward, store, record) : 0,
              () -> presigned ? presignedAndAsked(ward, store, record) : 0);
      Rounds.warmUp(sizes.warmUp(), measures);
      double[] rates = Rounds.medians(sizes.rounds(), measures);
      store.remove(KEY);
      List<Figure> figures =
          new ArrayList<>(
              List.of(
                  Figure.reported("get-rate", rates[0], "GET/s"),
                  Figure.reported("get-direct-rate", rates[1], "GET/s"),
                  Figure.atLeast(0.6, "get", rates[0] / rates[1], "ratio", ""),
                  Figure.reported("get-through-bare-hops", rates[2] / rates[1], "ratio")));
      if (presigned) {
        figures.add(
            Figure.atLeast(
                0.95, "get-presigned", rates[3] / rates[1], "ratio", "the URL is there already"));
        figures.add(Figure.reported("get-presigned-and-asked", rates[4] / rates[1], "ratio"));
      } else {
        figures.add(
            Figure.missing(
                0.95, "get-presigned", "ratio", "the network is up without --presigned-urls"));
      }
      return figures;
    }
  }

  /** The same ticket for all of a round, which is over long before the ticket is. */
  private double through(Ward ward, RecordId record) throws IOException {
    Ward.Ticket ticket = ward.announce(ward.access(record), record);
    return rate(() -> ward.drain(record, ticket));
  }

  /** Got with the client that asks the services, so that only what they do makes a difference. */
  private double throughHops(DirectStore behindHops) throws IOException {
    URI url = behindHops.presigned(KEY);
    return rate(() -> behindHops.drain(url));
  }

  /** The same URL for all of a round, which is over long before the URL is. */
  private double presigned(Ward ward, DirectStore store, RecordId record) throws IOException {
    Ward.Ticket ticket = ward.announce(ward.access(record), record);
    URI url = ward.presigned(record, ticket).orElseThrow();
    return rate(() -> store.drain(url));
  }

  private double presignedAndAsked(Ward ward, DirectStore store, RecordId record)
      throws IOException {
    Ward.Ticket ticket = ward.announce(ward.access(record), record);
    return rate(() -> store.drain(ward.presigned(record, ticket).orElseThrow()));
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
