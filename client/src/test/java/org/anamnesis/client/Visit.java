package org.anamnesis.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.metadata.MediaTypes;

/** A document that somebody writes about a visit. */
public final class Visit {
  private Visit() {}

  /** One whose only text is its title, which is its file's name, too. */
  public static NewRecord of(ParticipantId patient, Path directory, String title)
      throws IOException {
    return new NewRecord(
        Files.writeString(directory.resolve(title), title),
        patient,
        Category.ENCOUNTER,
        title,
        "Bundle",
        List.of(),
        MediaTypes.FHIR_JSON,
        7);
  }
}
