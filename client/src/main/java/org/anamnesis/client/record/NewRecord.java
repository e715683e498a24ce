package org.anamnesis.client.record;

import java.nio.file.Path;
import java.util.List;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.metadata.Metadata;

/**
 * A document that is to become a record.
 *
 * @param file the plaintext
 * @param patient whose record it is
 * @param category in clear
 * @param title sealed
 * @param fhirType sealed; FHIR resource type
 * @param codes sealed
 * @param mediaType sealed; of {@link org.anamnesis.protocol.metadata.MediaTypes}
 * @param time when it was authored, Unix seconds; in clear
 */
public record NewRecord(
    Path file,
    ParticipantId patient,
    Category category,
    String title,
    String fhirType,
    List<Metadata.Code> codes,
    String mediaType,
    long time) {
  /** Copies the codes. */
  public NewRecord {
    codes = List.copyOf(codes);
  }
}
