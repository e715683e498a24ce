package org.anamnesis.localnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScratchFolderTest {
  @Test
  void leavesNothingOnceClosedHoweverOften() throws IOException {
    ScratchFolder scratch = ScratchFolder.make("test");
    Files.writeString(Files.createDirectory(scratch.path().resolve("patients")).resolve("a"), "b");

    scratch.close();
    scratch.close();

    assertThat(siblings(scratch.path())).isEmpty();
  }

  /** The folder, and what has its name as the beginning of its own. */
  private static List<Path> siblings(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    try (Stream<Path> all = Files.list(folder.getParent())) {
      return all.filter(it -> it.getFileName().toString().startsWith(name)).toList();
    }
  }
}
