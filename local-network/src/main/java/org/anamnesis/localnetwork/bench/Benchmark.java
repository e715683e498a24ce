package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.util.List;

/** Measures something once and for all. */
interface Benchmark {
  /** The figures, in the order of the table. */
  List<Figure> run() throws IOException;
}
