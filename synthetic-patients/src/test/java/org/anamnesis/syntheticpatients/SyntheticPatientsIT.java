package org.anamnesis.syntheticpatients;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mitre.synthea.export.FhirR4;

/**
 * The packaged jar in a process of its own, in another time zone and language, beside the same
 * population made in this process.
 */
class SyntheticPatientsIT {
  private static final int PATIENTS = 2;
  private static final long SEED = 7;

  @TempDir private static Path scratch;
  private static Path folder;
  private static Path workingDirectory;
  private static int exitCode;
  private static String standardOutput;
  private static String standardError;
  private static JsonNode index;
  private static final List<Population.Life> LIVES = new ArrayList<>();
  private static final List<List<EncounterDocument>> DOCUMENTS = new ArrayList<>();
  private static final List<List<Bundle>> WRITTEN = new ArrayList<>();

  @BeforeAll
  static void makePatients() throws IOException, InterruptedException {
    folder = scratch.resolve("out");
    workingDirectory = Files.createDirectory(scratch.resolve("cwd"));
    Process process = start();
    try {
      makeTheSameHere();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    exitCode = process.exitValue();
    standardOutput = Files.readString(scratch.resolve("stdout"));
    standardError = Files.readString(scratch.resolve("stderr"));
    assertThat(exitCode).as(standardError).isZero();
    index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
    for (int i = 0; i < PATIENTS; i++) {
      WRITTEN.add(parsed(folder.resolve("patient-%04d".formatted(i + 1))));
    }
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.timezone=Asia/Tokyo",
            "-Duser.language=ar",
            "-jar",
            Path.of("target", "synthetic-patients.jar").toAbsolutePath().toString(),
            "--patients",
            Integer.toString(PATIENTS),
            "--seed",
            Long.toString(SEED),
            "--out",
            folder.toString(),
            "--json")
        .directory(workingDirectory.toFile())
        .redirectOutput(scratch.resolve("stdout").toFile())
        .redirectError(scratch.resolve("stderr").toFile())
        .start();
  }

  private static void makeTheSameHere() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    SyntheticPatients.silenceSynthea();
    try {
      Population population = Population.of(SEED);
      for (int i = 0; i < PATIENTS; i++) {
        Population.Life life = population.next();
        LIVES.add(life);
        DOCUMENTS.add(new History(life.everything()).documents());
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void printsOneLineAndLeavesTheWorkingDirectoryAlone() {
    long documents = DOCUMENTS.stream().mapToLong(List::size).sum();
    long octets =
        DOCUMENTS.stream()
            .flatMap(List::stream)
            .mapToLong(document -> document.encoded().length)
            .sum();

    assertThat(standardOutput)
        .isEqualTo(
            "{\"patients\":%d,\"documents\":%d,\"octets\":%d}\n"
                .formatted(PATIENTS, documents, octets));
    assertThat(standardError).isEmpty();
    assertThat(workingDirectory).isEmptyDirectory();
  }

  @Test
  void givesTheSameOctetsForTheSameSeed() throws IOException {
    for (int i = 0; i < PATIENTS; i++) {
      List<EncounterDocument> documents = DOCUMENTS.get(i);
      for (int j = 0; j < documents.size(); j++) {
        Path file =
            folder
                .resolve("patient-%04d".formatted(i + 1))
                .resolve(documents.get(j).fileName(j + 1));
        assertThat(file).hasBinaryContent(documents.get(j).encoded());
      }
    }
  }

  @Test
  void indexesEveryFileOfEveryPatient() throws IOException {
    Set<String> indexed = new HashSet<>();
    assertThat(index.get("patients")).hasSize(PATIENTS);
    for (JsonNode patient : index.get("patients")) {
      assertThat(patient.get("documents")).isNotEmpty();
      for (JsonNode document : patient.get("documents")) {
        String file = document.get("file").asText();
        assertThat(file).startsWith(patient.get("folder").asText() + "/");
        assertThat(folder.resolve(file)).hasSize(document.get("octets").asLong());
        assertThat(document.get("category").asText()).isEqualTo("encounter");
        assertThat(document.get("title").asText()).isNotBlank();
        assertThat(indexed.add(file)).isTrue();
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
          .filteredOn(file -> !file.equals("index.json"))
          .containsExactlyInAnyOrderElementsOf(indexed);
    }
  }

  @Test
  void namesNoPersonInTheIndex() throws IOException {
    String text = Files.readString(folder.resolve("index.json"));
    Set<String> names =
        LIVES.stream()
            .flatMap(life -> life.everything().getEntry().stream())
            .map(BundleEntryComponent::getResource)
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .flatMap(patient -> patient.getName().stream())
            .map(HumanName::getFamily)
            .collect(Collectors.toSet());

    assertThat(names).isNotEmpty().noneMatch(text::contains);
  }

  @Test
  void writesDocumentsThatStandOnTheirOwn() {
    for (Bundle bundle : WRITTEN.stream().flatMap(List::stream).toList()) {
      assertThat(bundle.getType()).isEqualTo(BundleType.DOCUMENT);
      assertThat(bundle.getIdentifier().getValue()).startsWith("urn:uuid:");
      assertThat(bundle.getTimestamp()).isNotNull();
      Composition composition = (Composition) bundle.getEntryFirstRep().getResource();
      assertThat(composition.getTitle()).isNotBlank();
      assertThat(composition.getAuthor()).isNotEmpty();
      assertThat(composition.getSection()).isNotEmpty();
      assertThat(composition.getType().getCodingFirstRep().getSystem())
          .isEqualTo(DocumentSection.LOINC);
      assertThat(addresses(bundle)).doesNotHaveDuplicates().containsAll(references(bundle));
    }
  }

  @Test
  void tellsOfEachEncounterOnce() {
    for (int i = 0; i < PATIENTS; i++) {
      assertThat(WRITTEN.get(i)).allSatisfy(bundle -> assertThat(encounters(bundle)).hasSize(1));
      assertThat(WRITTEN.get(i).stream().flatMap(bundle -> encounters(bundle).stream()))
          .containsExactlyInAnyOrderElementsOf(encounters(LIVES.get(i).everything()));
    }
  }

  @Test
  void losesNothingButTheKindsLeftOut() {
    for (int i = 0; i < PATIENTS; i++) {
      Bundle everything = LIVES.get(i).everything();
      Set<String> written =
          WRITTEN.get(i).stream()
              .flatMap(bundle -> addresses(bundle).stream().skip(1))
              .collect(Collectors.toSet());
      assertThat(written)
          .containsExactlyInAnyOrderElementsOf(
              addresses(everything, type -> !History.LEFT_OUT.contains(type)));
      assertThat(WRITTEN.get(i).stream().flatMap(SyntheticPatientsIT::listed))
          .containsExactlyInAnyOrderElementsOf(
              addresses(everything, type -> DocumentSection.of(type).isPresent()));
    }
  }

  private static List<Bundle> parsed(Path patient) throws IOException {
    List<Bundle> bundles = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(patient)) {
      for (Path file : files) {
        bundles.add(
            FhirR4.getContext()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, Files.readString(file)));
      }
    }
    return bundles;
  }

  private static List<String> encounters(Bundle bundle) {
    return addresses(bundle, "Encounter"::equals);
  }

  private static List<String> addresses(Bundle bundle) {
    return addresses(bundle, type -> true);
  }

  private static List<String> addresses(Bundle bundle, Predicate<String> fhirType) {
    return bundle.getEntry().stream()
        .filter(entry -> fhirType.test(entry.getResource().fhirType()))
        .map(BundleEntryComponent::getFullUrl)
        .toList();
  }

  private static Stream<String> listed(Bundle bundle) {
    return ((Composition) bundle.getEntryFirstRep().getResource())
        .getSection().stream()
            .flatMap(section -> section.getEntry().stream())
            .map(Reference::getReference);
  }

  private static List<String> references(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .flatMap(
            resource -> FhirR4.getContext().newTerser().getAllResourceReferences(resource).stream())
        .map(found -> ((Reference) found.getResourceReference()).getReference())
        .filter(reference -> reference != null && !reference.startsWith("#"))
        .toList();
  }
}
