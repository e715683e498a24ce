package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Takes measures in turns: A B A B, never all of A and then all of B. */
final class Rounds {
  private Rounds() {}

  /** Measures once. */
  interface Measure {
    double take() throws IOException;
  }

  /** Measures in turns, and forgets. */
  static void warmUp(int rounds, List<Measure> measures) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (Measure measure : measures) {
        measure.take();
      }
    }
  }

  /** The median of each measure. */
  static double[] medians(int rounds, List<Measure> measures) throws IOException {
    double[][] taken = new double[measures.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < measures.size(); i++) {
        taken[i][round] = measures.get(i).take();
      }
    }
    return Arrays.stream(taken).mapToDouble(values -> percentile(values, 50)).toArray();
  }

  /** The smallest value that so many percent of all values are not above. */
  static double percentile(double[] values, int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
  }

  /** Seconds that something took. */
  static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Something to time. */
  interface Work {
    void run() throws IOException;
  }
}
