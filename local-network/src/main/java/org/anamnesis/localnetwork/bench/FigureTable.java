package org.anamnesis.localnetwork.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Prints figures as they come, and remembers whether each met its target. */
final class FigureTable {
  private static final String ROW = "%-6s %-30s %12s %-6s %8s  %s";

  private final PrintWriter out;
  private final boolean json;
  private boolean allMet = true;

  FigureTable(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
    if (!json) {
      print(ROW.formatted("", "name", "value", "unit", "target", ""));
    }
  }

  boolean allMet() {
    return allMet;
  }

  void add(Figure figure) {
    allMet &= figure.ok();
    print(json ? object(figure) : row(figure));
  }

  private static String row(Figure figure) {
    String state = figure.target() == null ? "" : figure.ok() ? "ok" : "MISSED";
    return ROW.formatted(
            state,
            figure.name(),
            number(figure.value()),
            figure.unit(),
            figure.target() == null ? "" : number(figure.target()),
            figure.note())
        .stripTrailing();
  }

  private static String object(Figure figure) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("name", figure.name());
    line.put("value", figure.value());
    line.put("unit", figure.unit());
    line.put("target", figure.target());
    line.put("ok", figure.ok());
    return JsonMapper.shared().writeValueAsString(line);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2f", Objects.requireNonNull(value));
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
