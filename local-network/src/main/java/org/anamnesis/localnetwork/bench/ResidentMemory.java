package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and its children have in memory, as Linux counts it. */
final class ResidentMemory {
  private static final String FIELD = "Pss:";

  private ResidentMemory() {}

  /** A page that processes share counts for each of them in part, so that it counts once. */
  static double mebibytes(long process) throws IOException {
    List<ProcessHandle> family =
        ProcessHandle.of(process).stream()
            .flatMap(top -> Stream.concat(Stream.of(top), top.descendants()))
            .toList();
    double kibibytes = 0;
    for (ProcessHandle member : family) {
      kibibytes += kibibytes(Path.of("/proc", Long.toString(member.pid()), "smaps_rollup"));
    }
    return kibibytes / 1024;
  }

  private static long kibibytes(Path rollup) throws IOException {
    try (Stream<String> lines = Files.lines(rollup)) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }
}
