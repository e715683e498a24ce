package org.anamnesis.client.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.protocol.json.ProtocolJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** Shows results: aligned words for people, or one JSON object a line. */
final class Output {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new ProtocolJson(() -> {
                throw new IllegalStateException("operations are not read here");
              }))
          .build();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Output(CommandSpec spec, boolean json) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.json = json;
  }

  /** Names and values in order; an absent value is left out. */
  static Map<String, Object> fields(@Nullable Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        fields.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return fields;
  }

  /** One thing. */
  void show(Map<String, Object> fields) {
    if (json) {
      out.println(JSON.writeValueAsString(fields));
    } else {
      int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
      fields.forEach((name, value) -> out.printf("%-" + (width + 2) + "s%s%n", name, value));
    }
    out.flush();
  }

  /** What a person should know beside the result. */
  void warn(String sentence) {
    err.println(json ? JSON.writeValueAsString(fields("warning", sentence)) : sentence);
    err.flush();
  }

  /** Many things of one kind. */
  void list(List<Map<String, Object>> rows, String whenEmpty) {
    if (json) {
      rows.forEach(row -> out.println(JSON.writeValueAsString(row)));
    } else if (rows.isEmpty()) {
      out.println(whenEmpty);
    } else {
      rows.forEach(row ->
          out.println(String.join("  ", row.values().stream().map(String::valueOf).toList())));
    }
    out.flush();
  }
}
