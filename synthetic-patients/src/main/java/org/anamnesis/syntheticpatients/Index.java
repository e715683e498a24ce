package org.anamnesis.syntheticpatients;

import java.util.List;

/**
 * The shape of {@code index.json}, described in the package's page; components are in the order of
 * the file.
 */
record Index(String format, String generator, long seed, List<IndexedPatient> patients) {
  static final String FORMAT = "anamnesis/synthetic-patients/v1";

  record IndexedPatient(String folder, boolean alive, List<IndexedDocument> documents) {}

  record IndexedDocument(
      String file,
      String title,
      String fhirType,
      String encounterClass,
      String date,
      String start,
      String category,
      long octets) {}
}
