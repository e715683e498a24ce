package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Sealing and hashing as the client does it, beside the bare ciphers of the JDK. */
final class SealBench implements Benchmark {
  private static final int WARM_UP = 6;

  private final Sizes sizes;

  SealBench(Sizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public List<Figure> run() throws IOException {
    byte[] buffer = new byte[sizes.sealed()];
    new Random(1).nextBytes(buffer);
    double megabytes = buffer.length / 1e6;
    List<Rounds.Measure> measures =
        List.of(
            () -> megabytes / Rounds.seconds(() -> SealedBuffer.seal(buffer)),
            () -> megabytes / Rounds.seconds(() -> SealedBuffer.bare(buffer, 1)),
            () -> megabytes / Rounds.seconds(() -> SealedBuffer.bare(buffer, 2)));
    Rounds.warmUp(Math.min(WARM_UP, sizes.rounds() * 2), measures);
    double[] rates = Rounds.medians(sizes.rounds(), measures);
    return List.of(
        Figure.reported("seal-rate", rates[0], "MB/s"),
        Figure.reported("seal-bare-rate", rates[1], "MB/s"),
        Figure.atLeast(
            0.8,
            "seal",
            rates[0] / rates[1],
            "ratio",
            "sealing hashes plaintext and sealed octets"),
        Figure.reported("seal-to-bare-with-two-hashes", rates[0] / rates[2], "ratio"));
  }
}
