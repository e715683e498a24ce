package org.anamnesis.syntheticpatients;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The sections of a document in their order, each with its LOINC code. */
enum DocumentSection {
  ENCOUNTER("46240-8", "History of Hospitalizations+Outpatient visits Narrative", "Encounter"),
  PROBLEMS("11450-4", "Problem list - Reported", "Conditions"),
  ALLERGIES("48765-2", "Allergies and adverse reactions Document", "Allergies"),
  RESULTS("30954-2", "Relevant diagnostic tests/laboratory data note", "Observations and results"),
  PROCEDURES("47519-4", "History of Procedures Document", "Procedures"),
  MEDICATIONS("10160-0", "History of Medication use Narrative", "Medications"),
  IMMUNIZATIONS("11369-6", "History of Immunization note", "Immunizations"),
  DEVICES("46264-8", "History of medical device use", "Devices and supplies"),
  PLAN("18776-5", "Plan of care note", "Plan of care"),
  NOTES("34109-9", "Note", "Notes");

  static final String LOINC = "http://loinc.org";

  private final String code;
  private final String display;
  private final String title;

  DocumentSection(String code, String display, String title) {
    this.code = code;
    this.display = display;
    this.title = title;
  }

  String title() {
    return title;
  }

  CodeableConcept code() {
    return new CodeableConcept(new Coding(LOINC, code, display));
  }

  /**
   * The section that lists resources of a type; empty for those that come into a document by
   * reference only.
   */
  static Optional<DocumentSection> of(String fhirType) {
    return switch (fhirType) {
      case "Encounter" -> Optional.of(ENCOUNTER);
      case "Condition" -> Optional.of(PROBLEMS);
      case "AllergyIntolerance" -> Optional.of(ALLERGIES);
      case "Observation", "DiagnosticReport", "ImagingStudy", "Media" -> Optional.of(RESULTS);
      case "Procedure" -> Optional.of(PROCEDURES);
      case "MedicationRequest", "MedicationAdministration", "Medication" ->
          Optional.of(MEDICATIONS);
      case "Immunization" -> Optional.of(IMMUNIZATIONS);
      case "Device", "SupplyDelivery" -> Optional.of(DEVICES);
      case "CarePlan", "CareTeam", "Goal" -> Optional.of(PLAN);
      case "DocumentReference" -> Optional.of(NOTES);
      default -> Optional.empty();
    };
  }
}
