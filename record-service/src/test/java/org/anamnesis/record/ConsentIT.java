package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void grantBringsEnvelopesAndBindsWhenItIsAnchored() {
    Draft draft = ward.anchored(3000);
    Operation.Consent grant = ward.consent(ward.patient, ward.stranger, Effect.ALLOW, 1);

    Answer granted =
        ward.decide(ward.patient, grant, draft.envelopeFor(ward.stranger, ward.patient));

    assertThat(granted.status()).as(granted.problem()).isEqualTo(202);
    assertThat(read(ward.stranger, draft)).isEqualTo("not-permitted");
    hospital.integrator().anchor(id(granted));
    hospital.ledger().permit(ward.patient, ward.stranger, Permission.READ);
    assertThat(read(ward.stranger, draft)).isEqualTo("no problem but 200");
  }

  @Test
  void revocationEndsAsLocalDenialOnceTheLedgerKnowsIt() {
    Draft draft = ward.anchored(3000);
    OperationId revoked =
        id(ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.DENY, 1)));

    assertThat(read(ward.doctor, draft)).isEqualTo("not-permitted");
    hospital.integrator().anchor(revoked);

    // This ledger still says yes, and answers from the block that holds the revocation.
    assertThat(read(ward.doctor, draft)).isEqualTo("no problem but 200");
  }

  @ParameterizedTest
  @EnumSource(names = {"STALE_SEQUENCE", "EXPIRED"})
  void refusedRevocationBindsUntilTheNextDecisionIsAnchored(RejectionReason why) {
    Draft draft = ward.anchored(3000);
    OperationId revoked =
        id(ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.NONE, 1)));
    hospital.integrator().reject(revoked, why);
    assertThat(read(ward.doctor, draft)).isEqualTo("not-permitted");

    OperationId aboutAnother =
        id(ward.decide(ward.patient, ward.consent(ward.patient, ward.stranger, Effect.ALLOW, 1)));
    hospital.integrator().anchor(aboutAnother);
    OperationId granted =
        id(ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.ALLOW, 1)));
    assertThat(read(ward.doctor, draft)).isEqualTo("not-permitted");

    hospital.integrator().anchor(granted);
    assertThat(read(ward.doctor, draft)).isEqualTo("no problem but 200");
  }

  @Test
  void sequenceGoesUpAlsoBeforeItIsAnchored() {
    ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.ALLOW, 5));

    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.DENY, 5))
                .problem())
        .isEqualTo("stale-sequence");
    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.DENY, 4))
                .problem())
        .isEqualTo("stale-sequence");
    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.DENY, 6))
                .status())
        .isEqualTo(202);
    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, ward.stranger, Effect.DENY, 1))
                .status())
        .isEqualTo(202);
  }

  @Test
  void onlyPatientAndDelegateDecide() {
    assertThat(
            ward.decide(ward.delegate, ward.consent(ward.delegate, ward.doctor, Effect.ALLOW, 1))
                .status())
        .isEqualTo(202);
    for (Person other : List.of(ward.nurse, ward.doctor, ward.registrar, ward.auditor)) {
      assertThat(ward.decide(other, ward.consent(other, ward.doctor, Effect.ALLOW, 2)).problem())
          .isEqualTo("not-permitted");
    }
  }

  @Test
  void refusesGranteesThatCannotBe() {
    Person unknown = Person.of(org.anamnesis.protocol.code.Role.DOCTOR);

    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, unknown, Effect.ALLOW, 1))
                .problem())
        .isEqualTo("unknown-participant");
    assertThat(
            ward.decide(ward.patient, ward.consent(ward.patient, ward.patient, Effect.ALLOW, 1))
                .problem())
        .isEqualTo("operation-rejected");
  }

  @Test
  void onlyWhoMayDecideOrWroteAddsEnvelopes() {
    Draft draft = ward.anchored(3000);

    assertThat(add(ward.patient, draft, draft.envelopeFor(ward.stranger, ward.patient)).status())
        .isEqualTo(204);
    assertThat(add(ward.nurse, draft, draft.envelopeFor(ward.delegate, ward.nurse)).status())
        .isEqualTo(204);
    assertThat(add(ward.doctor, draft, draft.envelopeFor(ward.delegate, ward.doctor)).problem())
        .isEqualTo("unknown-record");
    assertThat(add(ward.patient, draft, draft.envelopeFor(ward.auditor, ward.nurse)).problem())
        .isEqualTo("malformed-envelope");
  }

  @Test
  void anEnvelopeIsForTheKeyThatItsRecipientHas() {
    Draft draft = ward.anchored(3000);

    assertThat(add(ward.nurse, draft, draft.envelopeFor(ward.patient, 1, ward.nurse)).problem())
        .isEqualTo("malformed-envelope");
    Draft another = Draft.of(ward.nurse, ward.patient, 3000);
    another.envelopes().add(another.envelopeFor(ward.doctor, Long.MAX_VALUE, ward.nurse));
    assertThat(wire.post(ward.nurse, "/v1/records", another.request()).problem())
        .isEqualTo("malformed-envelope");
  }

  @Test
  void whatAPatientDecidesOfTheirOrganisationIsNotAboutThem() {
    Draft draft = ward.anchored(3000);
    Operation.Consent denied =
        ward.consent(
            ward.patient,
            RecordId.ZERO,
            new Hash(ward.patient.organisation().value()),
            Effect.DENY,
            1);

    assertThat(ward.decide(ward.patient, denied).status()).isEqualTo(202);

    assertThat(read(ward.doctor, draft)).isEqualTo("not-permitted");
    Operation.Access own = ward.access(ward.patient, draft.record(), Basis.OWNER);
    assertThat(ward.read(ward.patient, draft, own).problem()).isEqualTo("no problem but 200");
  }

  @Test
  void grantsAnewToWhomHasAnEnvelopeAlready() {
    Draft draft = ward.anchored(3000);
    Envelope authors = draft.envelopeFor(ward.stranger, ward.nurse);
    Envelope first = draft.envelopeFor(ward.stranger, ward.patient);
    Envelope second = draft.envelopeFor(ward.stranger, ward.patient);

    hospital.ledger().permit(ward.patient, ward.stranger, Permission.READ);

    assertThat(add(ward.nurse, draft, authors).status()).isEqualTo(204);
    assertThat(envelopeRead(draft)).isEqualTo(authors.envelope().text());

    assertThat(grant(1, first).status()).isEqualTo(202);
    assertThat(envelopeRead(draft)).isEqualTo(first.envelope().text());

    assertThat(grant(2, second).status()).isEqualTo(202);
    assertThat(add(ward.patient, draft, second).status()).isEqualTo(204);
    assertThat(envelopeRead(draft)).isEqualTo(first.envelope().text());
  }

  private Answer grant(long sequence, Envelope envelope) {
    Operation.Consent consent = ward.consent(ward.patient, ward.stranger, Effect.ALLOW, sequence);
    return ward.decide(ward.patient, consent, envelope);
  }

  private String envelopeRead(Draft draft) {
    Operation.Access access = ward.access(ward.stranger, draft.record(), Basis.CONSENT);
    return ward.read(ward.stranger, draft, access).json().at("/envelope/envelope").asString();
  }

  private Answer add(Person who, Draft draft, Envelope envelope) {
    String path = "/v1/records/" + draft.record().hex() + "/versions/1/envelopes";
    return wire.putJson(who, path, Map.of("envelopes", List.of(envelope)));
  }

  private String read(Person reader, Draft draft) {
    return ward.read(reader, draft, ward.access(reader, draft.record(), Basis.CONSENT)).problem();
  }

  private static OperationId id(Answer accepted) {
    return OperationId.parse(accepted.json().get("operation").asString());
  }
}
