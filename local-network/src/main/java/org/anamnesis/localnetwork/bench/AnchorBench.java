package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.anamnesis.localparts.Leash;
import org.anamnesis.localparts.Signals;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * Announced reads until the chain has them: through the integrator, in batches of the same size
 * that are sent straight to the node, and one a transaction. All are signed before the clock
 * starts. The integrator begins with all of them accepted, as the direct batches are there when
 * they begin; how fast they are accepted, and all of it at the same time, is reported beside it.
 */
final class AnchorBench implements Benchmark {
  private static final int AT_ONCE = 16;

  private final BenchGround ground;
  private final Path work;
  private final Sizes sizes;
  private double accepted;

  AnchorBench(BenchGround ground, Path work, Sizes sizes) {
    this.ground = ground;
    this.work = work;
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    try (Ward ward = new Ward(ground, work);
        DirectChain chain = new DirectChain(ground)) {
      RecordId record = ward.record(ward.document("anchored", 1));
      List<Rounds.Measure> measures =
          List.of(
              () -> rate(throughIntegrator(ward, chain, record)),
              () -> accepted,
              () -> rate(throughServices(ward, chain, record)),
              () -> rate(chain.inBatches(accesses(ward, record))),
              () -> rate(chain.oneByOne(accesses(ward, record))));
      Rounds.warmUp(Math.min(1, sizes.warmUp()), measures);
      double[] rates = Rounds.medians(sizes.rounds(), measures);
      return List.of(
          Figure.reported("anchor-rate", rates[0], "op/s"),
          Figure.reported("anchor-direct-rate", rates[3], "op/s"),
          Figure.atLeast(0.8, "anchor", rates[0] / rates[3], "ratio", ""),
          Figure.reported("anchor-to-one-a-transaction", rates[0] / rates[4], "ratio"),
          Figure.reported("accept-rate", rates[1], "op/s"),
          Figure.reported("accept-and-anchor-rate", rates[2], "op/s"));
    }
  }

  private List<SignedOperation> accesses(Ward ward, RecordId record) {
    return Stream.generate(() -> ward.access(record)).limit(sizes.operations()).toList();
  }

  private double rate(double seconds) {
    return sizes.operations() / seconds;
  }

  /** Seconds from all accepted to all anchored. */
  private double throughIntegrator(Ward ward, DirectChain chain, RecordId record)
      throws IOException {
    List<SignedOperation> accesses = accesses(ward, record);
    long integrator = ground.process("integrator-service");
    // It may be of a network that outlives this process, however that ends.
    Leash goesOn = Leash.on(integrator, "CONT");
    try {
      Signals.suspend(integrator);
      accepted = rate(Rounds.seconds(() -> announceAll(ward, accesses, record)));
      long from = chain.nextBlock();
      return Rounds.seconds(() -> {
        Signals.resume(integrator);
        chain.await(accesses, from);
      });
    } finally {
      Signals.resume(integrator);
      goesOn.close();
    }
  }

  /** Seconds from the first request to all anchored. */
  private double throughServices(Ward ward, DirectChain chain, RecordId record) throws IOException {
    List<SignedOperation> accesses = accesses(ward, record);
    long from = chain.head();
    return Rounds.seconds(() -> {
      announceAll(ward, accesses, record);
      chain.await(accesses, from);
    });
  }

  private static void announceAll(Ward ward, List<SignedOperation> accesses, RecordId record) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Ward.Ticket>> answers =
          accesses.stream()
              .map(access -> threads.submit(() -> ward.announce(access, record)))
              .toList();
      for (Future<Ward.Ticket> answer : answers) {
        answer.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("An announced read was refused.", e.getCause());
    }
  }
}
