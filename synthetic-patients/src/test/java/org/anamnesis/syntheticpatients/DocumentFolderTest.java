package org.anamnesis.syntheticpatients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.syntheticpatients.DocumentFolder.FolderInUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {
  @TempDir private Path folder;

  @Test
  void refusesFolderThatHoldsSomething() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");

    assertThatThrownBy(() -> DocumentFolder.open(folder)).isInstanceOf(FolderInUseException.class);

    assertThat(folder).isDirectoryContaining(kept::equals);
    assertThat(kept).hasContent("kept");
  }

  @Test
  void refusesFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    assertThatThrownBy(() -> DocumentFolder.open(file)).isInstanceOf(FolderInUseException.class);

    assertThat(file).hasContent("kept");
  }

  @Test
  void hasIndexOnlyOnceItIsFinished() throws IOException {
    Path made = folder.resolve("made").resolve("deep");
    DocumentFolder documents = DocumentFolder.open(made);
    documents.add(true, List.of());
    assertThat(made.resolve("index.json")).doesNotExist();

    documents.finish("a test", 7);

    assertThat(made).isDirectoryNotContaining("glob:**unfinished");
    assertThat(made.resolve("index.json")).content().contains("\"folder\" : \"patient-0001\"");
  }
}
