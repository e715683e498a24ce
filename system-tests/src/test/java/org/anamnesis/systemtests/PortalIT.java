package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.enrolment.EnrolmentRequest;
import org.anamnesis.client.enrolment.Enrolments;
import org.anamnesis.client.keys.Passphrase;
import org.anamnesis.client.keys.PemKeyFile;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordReader.Opened;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.operation.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal in a real browser, from the first visit to the last look at who has read. */
@ExtendWith(InTown.class)
class PortalIT {
  static final String PASSPHRASE = "correct horse battery staple";
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private final Town town;
  private final URI portal;

  PortalIT(Town town) {
    this.town = town;
    this.portal = town.file().gateways().getFirst();
  }

  @BeforeAll
  static void requireBrowser() {
    Browser.require();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"phone, 390, 844", "desktop, 1280, 900"})
  void aPatientsWholeJourney(String size, int width, int height) throws IOException {
    String nurseName = "Nora " + size;
    String doctorName = "Diego " + size;
    Anamnesis nurse = town.people.professional(Role.NURSE, nurseName);
    Anamnesis doctor = town.people.professional(Role.DOCTOR, doctorName);
    town.people.awaitEnrolled();
    try (Browser browser = Browser.open(width, height)) {
      browser.visit(portal);
      ParticipantId patient = makesKeyAndIsEntered(browser, size);
      browser.sees("Your records");
      browser.reads("There are none yet.");
      browser.keepsPicture(size + "-3-empty");

      lets(browser, nurseName, true);
      RecordId record = writes(browser, nurse, patient);
      browser.presses("Records");
      browser.reads("A visit in November");
      browser.reads("By " + nurseName + " (nurse, Local Hospital)");
      browser.keepsPicture(size + "-5-records");
      reads(browser, size);

      assertThat(Town.problem(() -> Town.read(doctor, record))).isEqualTo("unknown-record");
      lets(browser, doctorName, false);
      browser.keepsPicture(size + "-7-readers");
      readsFromThenOn(doctor, record);
      isToldWhatANewRuleReplaces(browser, nurseName);
      browser.keepsPicture(size + "-7-replaces");

      browser.presses("Who has read");
      browser.reads("This list is the hospital’s own index of that chain.");
      browser.reads(
          doctorName + " (doctor, Local Hospital) read “A visit in November” for treatment.");
      browser.reads("You read “A visit in November” at your own request.");
      browser.reads(nurseName + " (nurse, Local Hospital) added “A visit in November”.");
      browser.reads("You changed who may read or add records.");
      browser.keepsPicture(size + "-8-history");

      ends(browser, doctorName);
      // It binds from its acceptance; once it is anchored the record is not even there.
      assertThat(Town.problem(() -> Town.read(doctor, record)))
          .isIn("not-permitted", "unknown-record");
      browser.readsNoMore("may read: all your records");
      lets(browser, doctorName, false);
      readsFromThenOn(doctor, record);
      comesBack(browser, size);
      assertThat(browser.overflow()).isZero();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void thePagesCryptographyRunsTheProtocolsVectors() throws IOException {
    try (Browser browser = Browser.open(1280, 900)) {
      browser.visit(portal);
      browser.sees("Your health records, opened by you");

      Map<?, ?> result =
          (Map<?, ?>) browser.runs(PageVectors.script(CHECKOUT), PageVectors.vectors(CHECKOUT));

      assertThat(result.get("failures")).isEqualTo(List.of());
      assertThat((Long) result.get("ran")).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void aKeyOfTheCommandLineOpensThePortal() throws IOException {
    Anamnesis patient = town.people.patient();
    town.people.awaitEnrolled();
    try (Browser browser = Browser.open(1280, 900)) {
      browser.visit(portal);
      opensKeyOf(patient, browser);
      browser.presses("My key");
      browser.reads(patient.keys().participant().hex());
      browser.runs("window.isOldPage = true; arguments[0]()");
      browser.presses("Sign out");
      browser.sees("Welcome back");
      assertThat(browser.runs("arguments[0]('isOldPage' in window)"))
          .as("keys and records are out of memory")
          .isEqualTo(false);
    }
  }

  @Test
  void aKeyFromAnotherTabIsNeitherReplacedNorRemoved() throws IOException {
    try (Browser browser = Browser.open(390, 844)) {
      browser.visit(portal);
      browser.sees("Your health records, opened by you");
      inVault(browser, "keep('from another tab', '{}')");
      browser.types("Choose a passphrase", PASSPHRASE);
      browser.types("The same passphrase again", PASSPHRASE);
      browser.presses("Make my key");
      browser.reads("This browser keeps another key already");
      browser.keepsPicture("another-tab");
      inVault(browser, "forget('a third one')");
      browser.reload();
      browser.sees("Welcome back");
      assertThat(inVault(browser, "stored()"))
          .isEqualTo(Map.of("keyFile", "from another tab", "network", "{}"));
    }
  }

  /** Asks what the browser keeps, as another tab of the portal does. */
  private static Object inVault(Browser browser, String call) {
    return browser.runs(
        "import('/portal/vault.js').then(({keep, forget, stored}) => CALL).then(arguments[0])"
            .replace("CALL", call));
  }

  @Test
  void aKeyThatNobodyEnteredIsToldSoAndAWrongPassphraseOpensNothing() throws IOException {
    try (Browser browser = Browser.open(390, 844)) {
      browser.visit(portal);
      browser.sees("Your health records, opened by you");
      browser.types("Choose a passphrase", PASSPHRASE);
      browser.types("The same passphrase again", "another one altogether");
      browser.presses("Make my key");
      browser.reads("The two passphrases differ.");
      browser.types("Choose a passphrase", "too short");
      browser.types("The same passphrase again", "too short");
      browser.presses("Make my key");
      browser.reads("A passphrase has at least 12 characters.");
      browser.types("Choose a passphrase", PASSPHRASE);
      browser.types("The same passphrase again", PASSPHRASE);
      browser.presses("Make my key");
      browser.sees("Your key is made");
      browser.presses("I have been entered");
      browser.reads("The hospital does not know this key yet.");
      browser.reload();
      browser.sees("Welcome back");
      browser.types("Passphrase", "not the passphrase");
      browser.presses("Open");
      browser.reads("The key file does not open.");
    }
  }

  /** Opens the portal with the keys that somebody has at the command line. */
  static void opensKeyOf(Anamnesis patient, Browser browser) throws IOException {
    Path file = browser.folder().resolve("keys.pem");
    PemKeyFile.write(file, patient.keys(), new Passphrase(PASSPHRASE.toCharArray()));
    browser.sees("Your health records, opened by you");
    browser.types("Key file", file.toString());
    browser.types("Its passphrase", PASSPHRASE);
    browser.presses("Open my key");
    browser.sees("Your records");
  }

  private ParticipantId makesKeyAndIsEntered(Browser browser, String size) {
    browser.sees("Your health records, opened by you");
    browser.keepsPicture(size + "-1-welcome");
    browser.types("Choose a passphrase", PASSPHRASE);
    browser.types("The same passphrase again", PASSPHRASE);
    browser.presses("Make my key");
    browser.sees("Your key is made");
    browser.keepsPicture(size + "-2-key");
    browser.presses("Save the request for Local Hospital");
    EnrolmentRequest request =
        StrictJson.mapper(town.file()::operationsFor, 1 << 20)
            .readValue(browser.takesFile("enrolment-request.json"), EnrolmentRequest.class);
    Anamnesis registrar = town.people.registrar();
    Operation.Enrol enrol =
        Enrolments.inspect(request, registrar.keys().participant(), town.file().operationsFor());
    OperationStatus accepted =
        Enrolments.countersign(
            request, registrar.keys(), town.file().operationsFor(), registrar.operations());
    registrar.operations().awaitAnchored(accepted.operation(), Town.PATIENCE);
    browser.presses("I have been entered");
    return enrol.participant();
  }

  /** Finds somebody by name and lets them add records, or else read them. */
  private void lets(Browser browser, String name, boolean add) {
    browser.presses("Who may read");
    browser.sees("Who may read");
    browser.types("Name", name.toLowerCase(java.util.Locale.ROOT));
    browser.presses(name + ", ");
    browser.reads("For how long");
    if (add) {
      browser.chooses("read all your records, for treatment");
      browser.chooses("add records");
    }
    browser.presses("Let them");
    browser.reads(
        add
            ? "may add records: all your records, until you end it."
            : "may read: all your records, for treatment, until you end it.");
  }

  private void isToldWhatANewRuleReplaces(Browser browser, String nurseName) {
    browser.types("Name", nurseName.toLowerCase(java.util.Locale.ROOT));
    browser.presses(nurseName + ", ");
    browser.reads(
        "At present they may add records: all your records, until you end it."
            + " What you choose here replaces that");
  }

  private static void readsFromThenOn(Anamnesis doctor, RecordId record) throws IOException {
    Opened opened = doctor.records().reader().open(record, Purpose.TREAT);
    try (InputStream content = opened.content()) {
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(VISIT);
    }
    doctor.operations().awaitAnchored(opened.access(), Town.PATIENCE);
  }

  private void ends(Browser browser, String name) {
    browser.presses("Who may read");
    browser.sees("Who may read");
    browser.endsFor(name);
    browser.reads(
        "From now on this rule no longer allows " + name + " (doctor, Local Hospital) to read.");
    browser.reads("Your other rules remain and still count.");
    browser.presses("End it");
    browser.reads(
        "Ended: the rule that allowed %s (doctor, Local Hospital) to read (all your records)."
            .formatted(name));
  }

  private RecordId writes(Browser browser, Anamnesis nurse, ParticipantId patient)
      throws IOException {
    Path file = browser.folder().resolve("visit.json");
    Files.writeString(file, VISIT);
    NewRecord document =
        new NewRecord(
            file,
            patient,
            Category.ENCOUNTER,
            "A visit in November",
            "Bundle",
            List.of(),
            MediaTypes.FHIR_JSON,
            nurse.operations().now());
    RecordWriter.Put put = nurse.records().writer().put(document, RecordWriter.Progress.NONE);
    nurse.operations().awaitAnchored(put.operation().operation(), Town.PATIENCE);
    return put.record();
  }

  private void reads(Browser browser, String size) {
    browser.presses("A visit in November");
    browser.sees("A visit in November");
    browser.reads("Sealed by its author, unchanged since, and opened only here.");
    browser.reads("Measurements and results");
    browser.reads("72 beats/minute");
    browser.reads("Amoxicillin 500 MG Oral Capsule");
    browser.reads("not done (Patient objection)");
    browser.reads("< 0.004 ng/mL");
    browser.reads("The patient feels well & rests.");
    assertThat(browser.runs("arguments[0](document.title)"))
        .as("what the browser's history keeps")
        .isEqualTo("A record · Anamnesis");
    assertThat(browser.shows("<b>")).as("text is text").isTrue();
    browser.keepsPicture(size + "-6-record");
  }

  private void comesBack(Browser browser, String size) {
    browser.reload();
    browser.sees("Welcome back");
    browser.keepsPicture(size + "-9-locked");
    browser.types("Passphrase", PASSPHRASE);
    browser.presses("Open");
    browser.sees("Your records");
    browser.reads("A visit in November");
  }

  private static final String VISIT =
      """
      {"resourceType": "Bundle", "type": "document", "entry": [
        {"resource": {"resourceType": "Composition", "title": "A visit",
          "section": [{"title": "Course", "text": {"div": "<div><p>The patient feels <b>well</b> &amp; rests.</p></div>"}}]}},
        {"resource": {"resourceType": "Encounter", "type": [{"text": "General examination <b>of patient</b>"}],
          "period": {"start": "2026-11-02T09:30:00Z"}, "serviceProvider": {"display": "Local Hospital"}}},
        {"resource": {"resourceType": "Observation", "code": {"text": "Heart rate"}, "effectiveDateTime": "2026-11-02T09:40:00Z",
          "valueQuantity": {"value": 72, "unit": "beats/minute"}}},
        {"resource": {"resourceType": "Observation", "code": {"text": "Troponin"}, "effectiveDateTime": "2026-11-02T09:50:00Z",
          "valueQuantity": {"comparator": "<", "value": 0.004, "unit": "ng/mL"}}},
        {"resource": {"resourceType": "Immunization", "status": "not-done", "vaccineCode": {"text": "Influenza"},
          "occurrenceDateTime": "2026-11-02", "statusReason": {"text": "Patient objection"}}},
        {"resource": {"resourceType": "MedicationRequest", "status": "active", "authoredOn": "2026-11-02",
          "medicationCodeableConcept": {"text": "Amoxicillin 500 MG Oral Capsule"},
          "dosageInstruction": [{"text": "three times a day"}]}},
        {"resource": {"resourceType": "Claim"}}
      ]}
      """;
}
