package org.anamnesis.systemtests.containers;

import java.util.ArrayList;
import java.util.List;

/** What is wrong, a sentence each. */
final class Violations {
  private final List<String> sentences = new ArrayList<>();

  /** Notes the sentence unless the rule holds. */
  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  void unless(boolean holds, String sentence, Object... about) {
    if (!holds) {
      sentences.add(sentence.formatted(about));
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
