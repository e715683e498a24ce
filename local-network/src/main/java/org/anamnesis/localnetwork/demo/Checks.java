package org.anamnesis.localnetwork.demo;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Prints a line for each step and each check, and remembers whether every check held. */
final class Checks {
  private final PrintWriter out;
  private final boolean json;
  private boolean allHeld = true;
  private long since = System.nanoTime();

  Checks(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  boolean allHeld() {
    return allHeld;
  }

  /** A step that is no check, for people only. */
  void step(String sentence) {
    if (!json) {
      print("       %-58s %6.1f s".formatted(sentence, seconds()));
    } else {
      seconds();
    }
  }

  /** More about the step before, for people only. */
  void detail(String line) {
    if (!json) {
      print("         " + line);
    }
  }

  /** A check by its stable name, with what was counted. */
  void check(String name, boolean held, String sentence, Map<String, Object> counts) {
    allHeld &= held;
    double seconds = seconds();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("check", name);
      line.put("ok", held);
      line.putAll(counts);
      line.put("seconds", Math.round(seconds * 10) / 10.0);
      print(JsonMapper.shared().writeValueAsString(line));
    } else {
      String more =
          counts.entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue())
              .collect(Collectors.joining(", "));
      print("%-6s %-58s %6.1f s  %s".formatted(held ? "ok" : "FAILED", sentence, seconds, more));
    }
  }

  /** Names and counts in order. */
  static Map<String, Object> counts(Object... namesAndValues) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      counts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return counts;
  }

  private double seconds() {
    long now = System.nanoTime();
    double seconds = (now - since) / 1e9;
    since = now;
    return seconds;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
