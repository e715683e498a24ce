package org.anamnesis.protocol.metadata;

import java.util.Set;

/** The media types that a viewer trusts (PROTOCOL.md section 5). */
public final class MediaTypes {
  /** FHIR as JSON. */
  public static final String FHIR_JSON = "application/fhir+json";

  /** Anything, never shown. */
  public static final String OCTETS = "application/octet-stream";

  /** The allow-list. */
  public static final Set<String> ALLOWED =
      Set.of(
          FHIR_JSON,
          "application/pdf",
          "application/dicom",
          "image/jpeg",
          "image/png",
          "text/plain",
          OCTETS);

  private MediaTypes() {}
}
