package org.anamnesis.syntheticpatients;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.mitre.synthea.export.FhirR4;

/**
 * One encounter as a FHIR R4 document (FHIR R4, 3.3): a Bundle whose first entry is the
 * Composition.
 *
 * @param title of the Composition: what kind of encounter it was
 * @param encounterClass HL7 v3 ActCode
 * @param start of the encounter
 * @param bundle the document
 */
record EncounterDocument(String title, String encounterClass, Instant start, Bundle bundle) {
  private static final String URI_SYSTEM = "urn:ietf:rfc:3986";

  /**
   * @param own the encounter and what was recorded during it, in the order of the sections' entries
   * @param enclosed all resources of the document but the Composition
   */
  static EncounterDocument of(
      Encounter encounter, Patient patient, List<Resource> own, List<Resource> enclosed) {
    String title = encounter.getTypeFirstRep().getText();
    Date end = encounter.getPeriod().getEnd();
    Composition composition = composition(encounter, patient, title);
    addSections(composition, own);
    Bundle bundle = new Bundle();
    bundle.setType(BundleType.DOCUMENT);
    bundle.setId(derived(encounter, "Bundle"));
    bundle.setIdentifier(new Identifier().setSystem(URI_SYSTEM).setValue(Enclosure.url(bundle)));
    bundle.setTimestamp(end);
    addEntry(bundle, composition);
    enclosed.forEach(resource -> addEntry(bundle, resource));
    return new EncounterDocument(
        title,
        encounter.getClass_().getCode(),
        encounter.getPeriod().getStart().toInstant(),
        bundle);
  }

  /** The day on which the encounter started, in UTC. */
  LocalDate date() {
    return start.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The file's name: the document's number among the patient's, the day, the class. */
  String fileName(int number) {
    return "%04d-%s-%s.json".formatted(number, date(), encounterClass.toLowerCase(Locale.ROOT));
  }

  /** The document as the file holds it: JSON without white space between tokens, UTF-8. */
  byte[] encoded() {
    return FhirR4.getContext()
        .newJsonParser()
        .encodeResourceToString(bundle)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Composition composition(Encounter encounter, Patient patient, String title) {
    Composition composition = new Composition();
    composition.setId(derived(encounter, "Composition"));
    composition.setStatus(CompositionStatus.FINAL);
    composition.setType(type(encounter.getClass_().getCode()));
    composition.setSubject(reference(patient));
    composition.setEncounter(reference(encounter));
    composition.setDate(encounter.getPeriod().getEnd());
    composition.setTitle(title);
    composition.addAuthor(
        encounter.hasParticipant()
            ? new Reference(encounter.getParticipantFirstRep().getIndividual().getReference())
            : new Reference(encounter.getServiceProvider().getReference()));
    composition.setCustodian(new Reference(encounter.getServiceProvider().getReference()));
    return composition;
  }

  private static void addSections(Composition composition, List<Resource> own) {
    Map<DocumentSection, List<Resource>> bySection = new EnumMap<>(DocumentSection.class);
    for (Resource resource : own) {
      DocumentSection.of(resource.fhirType())
          .ifPresent(section ->
              bySection.computeIfAbsent(section, key -> new ArrayList<>()).add(resource));
    }
    bySection.forEach((section, resources) -> {
      SectionComponent added =
          composition.addSection().setTitle(section.title()).setCode(section.code());
      resources.forEach(resource -> added.addEntry(reference(resource)));
    });
  }

  private static CodeableConcept type(String encounterClass) {
    Coding coding =
        switch (encounterClass) {
          case "EMER" -> new Coding(DocumentSection.LOINC, "34111-5", "Emergency department Note");
          case "IMP" -> new Coding(DocumentSection.LOINC, "18842-5", "Discharge summary");
          default -> new Coding(DocumentSection.LOINC, "34133-9", "Summary of episode note");
        };
    return new CodeableConcept(coding);
  }

  private static Reference reference(Resource resource) {
    return new Reference(Enclosure.url(resource));
  }

  private static void addEntry(Bundle bundle, Resource resource) {
    bundle.addEntry().setFullUrl(Enclosure.url(resource)).setResource(resource);
  }

  /** A name of its own for a resource that Synthea does not make, the same in every run. */
  private static String derived(Encounter encounter, String fhirType) {
    String name = "anamnesis/" + fhirType + "/" + encounter.getIdElement().getIdPart();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
