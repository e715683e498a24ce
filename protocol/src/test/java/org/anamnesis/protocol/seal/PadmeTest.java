package org.anamnesis.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PadmeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "2, 2",
    "8, 8",
    "9, 10",
    "100, 104",
    "1000, 1024",
    "1024, 1024",
    "1025, 1088",
    "1048577, 1081344"
  })
  void roundsUpAsThePaperSays(long length, long padded) {
    assertThat(Padme.padded(length)).isEqualTo(padded);
  }
}
