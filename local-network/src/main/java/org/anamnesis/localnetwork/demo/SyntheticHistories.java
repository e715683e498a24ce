package org.anamnesis.localnetwork.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anamnesis.localparts.ChildProcess;
import org.anamnesis.localparts.PartFailedException;
import org.anamnesis.protocol.code.Category;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs Synthea in a process of its own and reads the folder that it leaves. */
final class SyntheticHistories {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private SyntheticHistories() {}

  record Index(List<History> patients) {}

  record History(String folder, List<Document> documents) {}

  /** One encounter's document. */
  record Document(
      String file, String title, String fhirType, String start, String category, long octets) {
    Category inClear() {
      return Category.valueOf(category.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Unix seconds, from 1970 on: lives began earlier, u64 does not. */
    long time() {
      return Math.max(0, Instant.parse(start).getEpochSecond());
    }
  }

  /** Makes so many patients in a folder that is empty or absent. */
  static Index make(Path jar, int patients, long seed, Path folder, Path log) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-jar",
            jar.toString(),
            "--patients",
            Integer.toString(patients),
            "--seed",
            Long.toString(seed),
            "--out",
            folder.toString());
    int code = ChildProcess.start("Synthea", command, Map.of(), log).awaitEnd();
    if (code != 0) {
      throw new PartFailedException("Synthea ended with code %d; see %s.".formatted(code, log));
    }
    try {
      return JSON.readValue(Files.readAllBytes(folder.resolve("index.json")), Index.class);
    } catch (IOException e) {
      throw new PartFailedException("Synthea left no index in " + folder + ".", e);
    }
  }
}
