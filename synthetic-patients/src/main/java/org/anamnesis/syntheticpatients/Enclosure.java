package org.anamnesis.syntheticpatients;

import ca.uhn.fhir.util.FhirTerser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.anamnesis.syntheticpatients.History.UnexpectedExportException;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The resources of one document: copies of those added, and of all that they refer to, directly or
 * not. A literal reference to another encounter becomes a logical one (FHIR R4, 2.3.0), since that
 * encounter has a document of its own.
 */
final class Enclosure {
  private final Map<String, Resource> byUrl;
  private final List<PractitionerRole> roles;
  private final FhirTerser terser;
  private final Encounter encounter;
  private final Map<String, Resource> copies = new LinkedHashMap<>();

  Enclosure(
      Map<String, Resource> byUrl,
      List<PractitionerRole> roles,
      FhirTerser terser,
      Encounter encounter) {
    this.byUrl = byUrl;
    this.roles = roles;
    this.terser = terser;
    this.encounter = encounter;
  }

  /** Encloses the resource and what it refers to; a second time changes nothing. */
  void add(Resource resource) {
    String url = url(resource);
    if (copies.containsKey(url)) {
      return;
    }
    Resource copy = resource.copy();
    copies.put(url, copy);
    for (IBaseReference reference :
        terser.getAllResourceReferences(copy).stream()
            .map(found -> found.getResourceReference())
            .toList()) {
      follow((Reference) reference);
    }
    if (resource instanceof Practitioner practitioner) {
      roles.stream().filter(role -> isOf(practitioner, role)).forEach(this::add);
    }
  }

  List<Resource> resources() {
    return List.copyOf(copies.values());
  }

  static String url(Resource resource) {
    return "urn:uuid:" + resource.getIdElement().getIdPart();
  }

  private void follow(Reference reference) {
    String url = reference.getReference();
    if (url == null || url.startsWith("#")) {
      return;
    }
    Resource target = byUrl.get(url);
    if (target == null || History.LEFT_OUT.contains(target.fhirType())) {
      throw new UnexpectedExportException("a reference leads nowhere");
    }
    if (target instanceof Encounter other && !url.equals(url(encounter))) {
      reference.setReference(null);
      reference.setType(other.fhirType());
      reference.setIdentifier(other.getIdentifierFirstRep().copy());
    } else {
      add(target);
    }
  }

  private static boolean isOf(Practitioner practitioner, PractitionerRole role) {
    Identifier named = role.getPractitioner().getIdentifier();
    return practitioner.getIdentifier().stream()
        .anyMatch(own ->
            Objects.equals(own.getSystem(), named.getSystem())
                && Objects.equals(own.getValue(), named.getValue()));
  }
}
