package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.audit.Audit;
import org.anamnesis.client.audit.AuditPage;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.ListedMetadata;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.client.record.RecordReader.Opened;
import org.anamnesis.client.record.RecordRefusedException;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.client.record.Records;
import org.anamnesis.localnetwork.demo.StoredObject;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record's life, as its people see it. */
@ExtendWith(InTown.class)
class StoryIT {
  private final Town town;
  private final Family family;

  StoryIT(Town town) {
    this.town = town;
    this.family = town.family();
  }

  @Test
  void whatANurseSealsADoctorReadsAndAStrangerDoesNotFind() throws IOException {
    Anamnesis stranger = town.people.professional(Role.DOCTOR, "Stella Stranger");
    town.people.awaitEnrolled();
    Path file = town.observation(72);

    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), file);

    assertThat(Town.read(family.doctor(), put.record())).isEqualTo(Files.readAllBytes(file));
    assertThat(Town.read(family.patient(), put.record())).isEqualTo(Files.readAllBytes(file));
    RecordHead head = family.doctor().records().heads().of(put.record());
    assertThat(Town.problem(() -> stranger.records().heads().of(put.record())))
        .isEqualTo("unknown-record");
    assertThat(Town.problem(() -> stranger.records().reader().open(head, Purpose.TREAT)))
        .isEqualTo("not-permitted");
  }

  @Test
  void patientAndDoctorListARecordByTheTitleThatItsAuthorGave() {
    town.anchored(family.nurse(), family.patient(), town.observation(76));
    ParticipantId patient = family.patient().keys().participant();
    Records own = family.patient().records().lists();
    Records doctors = family.doctor().records().lists();

    assertThat(own.metadata(own.own(patient))).extracting(StoryIT::title).contains("A document");
    assertThat(doctors.metadata(doctors.announced(patient, Purpose.TREAT)))
        .extracting(StoryIT::title)
        .contains("A document");
  }

  private static String title(ListedMetadata listed) {
    return listed instanceof ListedMetadata.Vouched vouched
        ? vouched.metadata().title()
        : listed.toString();
  }

  @Test
  @Tag(Town.PROCESSES)
  void aDoctorFetchesStraightFromTheStoreWhereThisIsAllowedAndChecksAsMuch() throws IOException {
    Path file = town.document(300_000, 71);
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), file);
    Opened opened =
        family.doctor().records().reader().open(put.record(), Purpose.TREAT).straightFromStore();

    Path target = file.resolveSibling("straight-" + put.record().hex());
    opened.saveTo(target, octets -> {});
    assertThat(target).hasSameBinaryContentAs(file);

    StoredObject object =
        StoredObject.of(town.network().objectStore().bucket("records"), put.record());
    object.flipOctet();
    Path never = file.resolveSibling("never-" + put.record().hex());
    assertThatThrownBy(() -> opened.saveTo(never, octets -> {}))
        .isInstanceOf(RecordRefusedException.class);
    assertThat(never).doesNotExist();
  }

  @Test
  @Tag(Town.PROCESSES)
  void oneFlippedOctetInTheStoreIsNoticedAndNothingIsShown() throws IOException {
    Path file = town.observation(73);
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), file);
    Path target = file.resolveSibling("never-" + put.record().hex());
    StoredObject object =
        StoredObject.of(town.network().objectStore().bucket("records"), put.record());

    object.flipOctet();
    Opened opened = family.doctor().records().reader().open(put.record(), Purpose.TREAT);
    assertThatThrownBy(() -> opened.saveTo(target, octets -> {}))
        .isInstanceOf(RecordRefusedException.class);
    assertThat(target).doesNotExist();

    object.flipOctet();
    assertThat(Town.read(family.doctor(), put.record())).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void aRevokedDoctorIsRefusedWithAnOpenTicketToo() {
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), town.observation(74));
    RecordHead head = family.doctor().records().heads().of(put.record());
    Opened opened = family.doctor().records().reader().open(head, Purpose.TREAT);

    town.consent(family.patient(), family.patient(), family.doctor(), Permission.READ, Effect.NONE);

    assertThat(Town.problem(() -> drain(opened))).isEqualTo("not-permitted");
    assertThat(Town.problem(() -> family.doctor().records().reader().open(head, Purpose.TREAT)))
        .isEqualTo("not-permitted");
  }

  @Test
  void whoWroteARecordAndWhoseGrantWasEndedCanBeLetReadAnew() throws IOException {
    Path file = town.observation(77);
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), file);
    assertThat(Town.read(family.nurse(), put.record())).isEqualTo(Files.readAllBytes(file));

    for (Effect effect : List.of(Effect.ALLOW, Effect.NONE, Effect.ALLOW)) {
      for (Anamnesis grantee : List.of(family.nurse(), family.doctor())) {
        town.consent(family.patient(), family.patient(), grantee, Permission.READ, effect);
      }
    }

    for (Anamnesis reader : List.of(family.nurse(), family.doctor())) {
      assertThat(Town.read(reader, put.record())).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void patientAndAuditorSeeEveryWriteAndReadFromTheChain() {
    Anamnesis auditor = town.people.professional(Role.AUDITOR, "Ada Auditor");
    town.people.awaitEnrolled();
    List<OperationId> acts = new ArrayList<>();
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), town.observation(75));
    acts.add(put.operation().operation());
    Opened opened = family.doctor().records().reader().open(put.record(), Purpose.TREAT);
    acts.add(opened.access());
    OperationStatus read =
        family.doctor().operations().awaitAnchored(opened.access(), Town.PATIENCE);
    assertThat(read.isAnchored()).isTrue();

    for (Anamnesis reader : List.of(auditor, family.patient())) {
      assertThat(trail(reader)).containsAll(acts);
    }
    assertThat(
            Town.problem(() ->
                family
                    .doctor()
                    .audit()
                    .trail(Audit.By.PATIENT, family.patient().keys().participant())))
        .isEqualTo("forbidden");
  }

  private List<OperationId> trail(Anamnesis reader) {
    return reader.audit().trail(Audit.By.PATIENT, family.patient().keys().participant()).stream()
        .map(AuditPage.Entry::operation)
        .toList();
  }

  private static void drain(Opened opened) {
    try (var in = opened.content()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
