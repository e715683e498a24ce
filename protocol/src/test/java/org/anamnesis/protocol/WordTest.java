package org.anamnesis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordTest {
  @Test
  void parses() {
    assertThat(Word.parse("AB").hex()).isEqualTo("ab");
  }
}
