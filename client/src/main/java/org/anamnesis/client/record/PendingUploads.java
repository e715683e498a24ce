package org.anamnesis.client.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uploads that were begun. What is sealed and signed is kept until the store has accepted it, so
 * that the same command goes on where it was cut off and registers nothing twice. Only sealed
 * octets and signed messages lie here.
 */
final class PendingUploads {
  private final Path directory;
  private final JsonMapper json;

  PendingUploads(Path directory, JsonMapper json) {
    this.directory = directory;
    this.json = json;
  }

  /** The place of an upload: by its author, patient, category, and the file as it is now. */
  Pending of(ParticipantId author, NewRecord document) throws IOException {
    Files.createDirectories(directory);
    String name =
        String.join(
            "\n",
            author.hex(),
            document.patient().hex(),
            document.category().name(),
            document.file().toRealPath().toString(),
            Long.toString(Files.size(document.file())),
            Files.getLastModifiedTime(document.file()).toString());
    return new Pending(directory.resolve(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).hex()));
  }

  /** One upload's two files: sealed octets, and the registration that is written last. */
  final class Pending {
    private final Path base;

    private Pending(Path base) {
      this.base = base;
    }

    Path sealed() {
      return base.resolveSibling(base.getFileName() + ".sealed");
    }

    /** The registration of an upload that was begun, empty for a new one. */
    Optional<Registration> registration() throws IOException {
      if (!Files.exists(file())) {
        return Optional.empty();
      }
      try {
        return Optional.of(json.readValue(Files.readAllBytes(file()), Registration.class));
      } catch (JacksonException e) {
        throw new IOException("The interrupted upload at " + file() + " cannot be read.", e);
      }
    }

    void keep(Registration registration) throws IOException {
      Path fresh = base.resolveSibling(base.getFileName() + ".new");
      Files.write(fresh, json.writeValueAsBytes(registration));
      Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
      Files.deleteIfExists(file());
      Files.deleteIfExists(sealed());
    }

    private Path file() {
      return base.resolveSibling(base.getFileName() + ".json");
    }
  }
}
