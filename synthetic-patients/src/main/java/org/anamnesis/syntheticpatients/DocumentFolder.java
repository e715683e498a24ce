package org.anamnesis.syntheticpatients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.syntheticpatients.Index.IndexedDocument;
import org.anamnesis.syntheticpatients.Index.IndexedPatient;

/**
 * The folder that is filled. Its index comes last and in one move, so that a folder with an index
 * is whole.
 */
final class DocumentFolder {
  private static final String INDEX = "index.json";
  private static final String CATEGORY = "encounter";

  private final Path folder;
  private final List<IndexedPatient> patients = new ArrayList<>();

  private DocumentFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if it is absent.
   *
   * @throws FolderInUseException if something is in it already, or it is a file
   */
  static DocumentFolder open(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new FolderInUseException("there is something in the folder " + folder + " already");
        }
      } catch (NotDirectoryException e) {
        throw new FolderInUseException(folder + " is not a folder", e);
      }
    }
    Files.createDirectories(folder);
    return new DocumentFolder(folder);
  }

  /** Writes the next patient's documents, numbered in the order given. */
  IndexedPatient add(boolean alive, List<EncounterDocument> documents) throws IOException {
    String name = "patient-%04d".formatted(patients.size() + 1);
    Files.createDirectory(folder.resolve(name));
    List<IndexedDocument> indexed = new ArrayList<>();
    for (EncounterDocument document : documents) {
      indexed.add(write(name + "/" + document.fileName(indexed.size() + 1), document));
    }
    IndexedPatient patient = new IndexedPatient(name, alive, List.copyOf(indexed));
    patients.add(patient);
    return patient;
  }

  /** Writes the index; nothing is added after. */
  Index finish(String generator, long seed) throws IOException {
    Index index = new Index(Index.FORMAT, generator, seed, List.copyOf(patients));
    Path unfinished = folder.resolve(INDEX + ".unfinished");
    Files.write(
        unfinished,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(index));
    Files.move(unfinished, folder.resolve(INDEX), StandardCopyOption.ATOMIC_MOVE);
    return index;
  }

  private IndexedDocument write(String file, EncounterDocument document) throws IOException {
    byte[] octets = document.encoded();
    Files.write(folder.resolve(file), octets, StandardOpenOption.CREATE_NEW);
    return new IndexedDocument(
        file,
        document.title(),
        document.bundle().fhirType(),
        document.encounterClass(),
        document.date().toString(),
        document.start().toString(),
        CATEGORY,
        octets.length);
  }

  /** The folder cannot be filled, since it is not empty or no folder; nothing was changed. */
  static final class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
      super(message);
    }

    FolderInUseException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
