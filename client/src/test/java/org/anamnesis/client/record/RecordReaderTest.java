package org.anamnesis.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.StandIn;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {
  @TempDir Path directory;
  private final StandIn gateway = new StandIn();
  private Anamnesis patient;
  private RecordWriter.Put put;
  private Path folder;

  @BeforeEach
  void oneRecord() throws IOException {
    patient = gateway.person(Role.PATIENT, directory.resolve("state"));
    put =
        patient
            .records()
            .writer()
            .put(
                new NewRecord(
                    Files.writeString(directory.resolve("diary.txt"), "slept well"),
                    patient.keys().participant(),
                    Category.ENCOUNTER,
                    "Diary",
                    "Bundle",
                    List.of(),
                    "text/plain",
                    7),
                RecordWriter.Progress.NONE);
    folder = Files.createDirectory(directory.resolve("opened"));
  }

  @AfterEach
  void close() {
    patient.close();
    gateway.close();
  }

  @Test
  void savesWhatWasWritten() {
    open().saveTo(folder.resolve("diary.txt"), octets -> {});

    assertThat(folder.resolve("diary.txt")).hasContent("slept well");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void leavesNothingBehindWhereAFolderIsInTheWay() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));

    assertThatThrownBy(() -> open().saveTo(taken, octets -> {}))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(folder.toFile().list()).containsExactly("taken");
    assertThat(taken).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehindOfWhatDoesNotBecomeWhole() {
    RecordReader.Opened opened = open();

    assertThatThrownBy(() ->
            opened.saveTo(
                folder.resolve("diary.txt"),
                octets -> {
                  throw new IllegalStateException("enough");
                }))
        .hasMessage("enough");
    assertThat(folder).isEmptyDirectory();
  }

  private RecordReader.Opened open() {
    return patient.records().reader().open(put.record(), Purpose.PATRQT);
  }
}
