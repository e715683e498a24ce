package org.anamnesis.client.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.StandIn;
import org.anamnesis.client.Visit;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ConsentsTest {
  @TempDir Path directory;
  private final StandIn gateway = new StandIn();
  private Anamnesis patient;
  private Anamnesis doctor;
  private Anamnesis other;
  private RecordId first;
  private RecordId second;

  @BeforeEach
  void twoRecords() throws IOException {
    patient = gateway.person(Role.PATIENT, directory);
    doctor = gateway.person(Role.DOCTOR, directory);
    other = gateway.person(Role.PATIENT, directory);
    first = put(patient, "first");
    second = put(patient, "second");
  }

  @AfterEach
  void close() {
    List.of(patient, doctor, other).forEach(Anamnesis::close);
    gateway.close();
  }

  @Test
  void handsAllKeysOver() {
    assertThat(grant().refused()).isEmpty();
    assertThat(handedOver()).containsExactly(first, second);
    Envelope envelope = gateway.handedOver().getFirst();
    assertThat(
            Envelopes.open(
                envelope,
                new AssociatedData(patient.network().operationsFor(), first, 1),
                doctor.keys().decryption(),
                patient.records().heads().of(first).keyCommitment()))
        .isNotNull();
  }

  @Test
  void handsTheOthersOverWhenAnEnvelopeHoldsNoKey() {
    gateway.lieInListing(
        first,
        item -> {
          ObjectNode envelope = item.withObject("envelope");
          String octets = envelope.get("envelope").asString();
          envelope.put("envelope", octets.substring(0, 100) + "A".repeat(octets.length() - 100));
        });

    refusesTheFirst();
  }

  @Test
  void handsTheOthersOverWhenAVersionIsNotTheHead() {
    gateway.lieInListing(
        first, item -> item.put("version", 2).withObject("envelope").put("version", 2));

    refusesTheFirst();
  }

  @Test
  void handsTheOthersOverWhenAHeadIsNotTheChains() {
    gateway.lieAboutHead(first, head -> head.put("sealedLength", 7));

    refusesTheFirst();
  }

  @Test
  void handsNoOtherPatientsKeyOver() throws IOException {
    RecordId third = put(other, "third");
    gateway.lieInListing(
        first,
        item ->
            item.put("record", third.hex())
                .set(
                    "envelope",
                    gateway.tree(gateway.envelope(third, patient.keys().participant()))));

    assertThat(grant().refused()).containsExactly(third);
    assertThat(handedOver()).containsExactly(second);
  }

  @Test
  void wrapsNothingForARevocation() {
    Consents.Decided decided = patient.consents().decide(terms(Effect.NONE), wrapped -> {});

    assertThat(decided.refused()).isEmpty();
    assertThat(gateway.handedOver()).isEmpty();
  }

  @Test
  void failsWhenTheAcceptanceIsForged() {
    gateway.lie("POST /v1/consents", status -> status.put("operation", "77".repeat(32)));

    assertThatThrownBy(this::grant).isInstanceOf(ChainMismatchException.class);
  }

  private void refusesTheFirst() {
    assertThat(grant().refused()).containsExactly(first);
    assertThat(handedOver()).containsExactly(second);
  }

  private Consents.Decided grant() {
    return patient.consents().decide(terms(Effect.ALLOW), wrapped -> {});
  }

  private ConsentTerms terms(Effect effect) {
    return new ConsentTerms(
        patient.keys().participant(),
        doctor.keys().participant(),
        RecordId.ZERO,
        Permissions.of(Permission.READ),
        Purposes.of(Purpose.TREAT),
        effect,
        0,
        Operation.FOREVER);
  }

  private List<RecordId> handedOver() {
    ParticipantId grantee = doctor.keys().participant();
    assertThat(gateway.handedOver()).allMatch(envelope -> envelope.recipient().equals(grantee));
    return gateway.handedOver().stream().map(Envelope::record).toList();
  }

  /** Written by the first patient, who can open it whosever it is. */
  private RecordId put(Anamnesis whose, String title) throws IOException {
    NewRecord document = Visit.of(whose.keys().participant(), directory, title);
    return patient.records().writer().put(document, RecordWriter.Progress.NONE).record();
  }
}
