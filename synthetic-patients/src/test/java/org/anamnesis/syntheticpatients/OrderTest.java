package org.anamnesis.syntheticpatients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.anamnesis.syntheticpatients.Order.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
  @Test
  void takesTheArgumentsInAnyOrder() {
    assertThat(Order.parse("--json", "--out", "dir", "--seed", "-7", "--patients", "3"))
        .isEqualTo(new Order(3, -7, Path.of("dir"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seed 7 --out dir                             | --patients is missing
          --patients 3 --out dir                         | --seed is missing
          --patients 3 --seed 7                          | --out is missing
          --patients 3 --seed 7 --out                    | --out takes a value
          --patients three --seed 7 --out dir            | --patients takes a whole number
          --patients 3 --seed 7.5 --out dir              | --seed takes a whole number
          --patients 0 --seed 7 --out dir                | --patients takes a number from 1 to 1000
          --patients 1001 --seed 7 --out dir             | --patients takes a number from 1 to 1000
          --patients 4294967297 --seed 7 --out dir       | --patients takes a number from 1 to 1000
          --patients 3 --patients 4 --seed 7 --out dir   | --patients is given twice
          --patients 3 --seed 7 --out dir --quiet        | unknown argument --quiet
          """)
  void refusesArgumentsThatWillNotDo(String words, String message) {
    assertThatThrownBy(() -> Order.parse(words.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
