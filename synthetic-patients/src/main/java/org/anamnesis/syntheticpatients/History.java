package org.anamnesis.syntheticpatients;

import ca.uhn.fhir.util.FhirTerser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.mitre.synthea.export.FhirR4;

/**
 * One patient's life, taken apart by encounter. Synthea exports encounter after encounter, each
 * followed by what was recorded during it; that order is what gives devices, supplies, medications
 * and allergies, which name no encounter, their place.
 */
final class History {
  /** Kinds that no document holds; the package says why. */
  static final Set<String> LEFT_OUT = Set.of("Claim", "ExplanationOfBenefit", "Provenance");

  /**
   * Kinds that belong to no encounter and come into a document because something there refers to
   * them.
   */
  private static final Set<String> SHARED =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Location");

  private final Map<String, Resource> byUrl = new LinkedHashMap<>();
  private final List<PractitionerRole> roles = new ArrayList<>();
  private final Map<Encounter, List<Resource>> recorded = new LinkedHashMap<>();
  private final Patient patient;
  private final FhirTerser terser = FhirR4.getContext().newTerser();

  /**
   * @param everything as {@link Population.Life#everything()}
   * @throws UnexpectedExportException if it is not built as Synthea 3.3.0 builds it
   */
  History(Bundle everything) {
    for (BundleEntryComponent entry : everything.getEntry()) {
      if (byUrl.put(entry.getFullUrl(), entry.getResource()) != null) {
        throw new UnexpectedExportException("two resources have the address " + entry.getFullUrl());
      }
    }
    this.patient =
        byUrl.values().stream()
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .findFirst()
            .orElseThrow(() -> new UnexpectedExportException("there is no patient"));
    assign();
  }

  private void assign() {
    List<Resource> current = null;
    for (Resource resource : byUrl.values()) {
      String type = resource.fhirType();
      if (resource instanceof Encounter encounter) {
        current = new ArrayList<>(List.of(encounter));
        recorded.put(encounter, current);
      } else if (resource instanceof PractitionerRole role) {
        roles.add(role);
      } else if (!SHARED.contains(type) && !LEFT_OUT.contains(type)) {
        if (current == null || DocumentSection.of(type).isEmpty()) {
          throw new UnexpectedExportException("no encounter or section takes a " + type);
        }
        current.add(resource);
      }
    }
  }

  /** A document for each encounter, by start; those that start together in Synthea's order. */
  List<EncounterDocument> documents() {
    return recorded.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().getPeriod().getStart()))
        .map(entry -> document(entry.getKey(), entry.getValue()))
        .toList();
  }

  private EncounterDocument document(Encounter encounter, List<Resource> own) {
    Enclosure enclosure = new Enclosure(byUrl, roles, terser, encounter);
    enclosure.add(patient);
    own.forEach(enclosure::add);
    return EncounterDocument.of(encounter, patient, own, enclosure.resources());
  }

  /** Synthea's export is not built as expected: another version, or a case that was never seen. */
  static final class UnexpectedExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedExportException(String message) {
      super("Synthea's export: " + message);
    }
  }
}
