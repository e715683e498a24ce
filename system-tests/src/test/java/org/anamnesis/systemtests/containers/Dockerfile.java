package org.anamnesis.systemtests.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Dockerfile's stages in their order, each with its instructions. */
record Dockerfile(Map<String, Stage> stages) {
  private static final Pattern FROM = Pattern.compile("FROM (\\S+)(?: AS (\\S+))?");

  /** A stage, and what it is built on: an image or an earlier stage. */
  record Stage(String base, List<String> instructions) {}

  static Dockerfile parse(String text) {
    Map<String, Stage> stages = new LinkedHashMap<>();
    for (String line : text.replace("\\\n", " ").lines().toList()) {
      Matcher from = FROM.matcher(line);
      if (from.matches()) {
        String name = from.group(2) == null ? "" : from.group(2);
        stages.put(name, new Stage(from.group(1), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        stages.values().stream().reduce((a, b) -> b).orElseThrow().instructions().add(line);
      }
    }
    return new Dockerfile(stages);
  }

  /** The stage that a target names, or the last one. */
  Stage target(String name) {
    Stage named = stages.get(name);
    return named == null ? stages.values().stream().reduce((a, b) -> b).orElseThrow() : named;
  }

  /** The last instruction of this word in a stage or what it is built on, or nothing. */
  String last(Stage stage, String word) {
    String found = "";
    Stage base = stages.get(stage.base());
    if (base != null) {
      found = last(base, word);
    }
    for (String instruction : stage.instructions()) {
      if (instruction.startsWith(word + " ")) {
        found = instruction.substring(word.length() + 1).strip();
      }
    }
    return found;
  }

  /** Whether a stage or what it is built on has an instruction that holds this text. */
  boolean has(Stage stage, String text) {
    Stage base = stages.get(stage.base());
    return (base != null && has(base, text))
        || stage.instructions().stream().anyMatch(instruction -> instruction.contains(text));
  }

  /** Images that are pulled. */
  List<String> images() {
    return stages.values().stream()
        .map(Stage::base)
        .filter(base -> !stages.containsKey(base))
        .toList();
  }
}
