package org.anamnesis.protocol.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFileTest {
  static List<VectorFile> files() {
    return VectorFile.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isCommittedAsItIsWritten(VectorFile file) throws IOException {
    assertThat(Files.readString(file.path())).isEqualTo(new String(file.octets(), UTF_8));
  }
}
