package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.json.Base64Url;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadIT {
  private final Hospital hospital = Hospital.shared();
  private final Wire wire = hospital.wire();
  private final Person patient = Person.of(Role.PATIENT);
  private final Person nurse = Person.of(Role.NURSE);
  private final Person stranger = Person.of(Role.DOCTOR);

  @BeforeEach
  void enrol() {
    hospital.ledger().enrol(patient, nurse, stranger);
    hospital.ledger().permit(patient, nurse, Permission.CONTRIBUTE);
  }

  @Test
  void smallRecordIsAcceptedWithItsLastOctet() {
    Draft draft = Draft.of(nurse, patient, 5000);

    Answer begun = wire.post(nurse, "/v1/records", draft.request());
    assertThat(begun.status()).as(begun.problem()).isEqualTo(201);
    assertThat(wire.get(nurse, operation(draft)).problem()).isEqualTo("unknown-operation");
    Answer accepted = put(draft, 0, draft.content());

    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo(operation(draft));
    var acceptance = accepted.json().get("acceptance");
    assertThat(
            new Acceptance(
                    Hospital.STORE,
                    acceptance.get("acceptedAt").asLong(),
                    acceptance.get("anchoredBy").asLong(),
                    Signature.of(Base64Url.octets(acceptance.get("signature").asString())))
                .isFor(draft.id(), Hospital.REGISTRY, hospital.storeKey().point()))
        .isTrue();
    Answer state = wire.get(patient, operation(draft));
    assertThat(state.json().get("state").asString()).isEqualTo("ACCEPTED");
    assertThat(wire.get(stranger, operation(draft)).problem()).isEqualTo("unknown-operation");
    assertThat(hospital.bucket().objectKeys()).contains(objectKey(draft));
  }

  @Test
  void sameRegistrationAndSameOctetsAgainAnswerTheSame() {
    Draft draft = Draft.of(nurse, patient, 5000);
    Answer first = upload(draft);

    Answer begunAgain = wire.post(nurse, "/v1/records", draft.request());
    Answer again = put(draft, 0, draft.content());

    assertThat(begunAgain.json().get("upload").get("offset").asLong()).isEqualTo(5000);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void largeRecordIsContinuedWhereItBrokeOff() {
    int length = 3 * Hospital.PART + 1000;
    Draft draft = Draft.of(nurse, patient, length);
    wire.post(nurse, "/v1/records", draft.request());

    Answer broken = putChunked(draft, 0, Arrays.copyOf(draft.content(), Hospital.PART + 5000));

    assertThat(broken.problem()).isEqualTo("body-length-mismatch");
    Answer where = wire.get(nurse, upload(draft.id().hex()));
    assertThat(where.header("Upload-Offset")).isEqualTo(Integer.toString(Hospital.PART));
    assertThat(where.json().get("state").asString()).isEqualTo("UPLOADING");
    assertThat(put(draft, 0, draft.content()).problem()).isEqualTo("upload-offset-mismatch");
    Answer accepted =
        put(draft, Hospital.PART, Arrays.copyOfRange(draft.content(), Hospital.PART, length));
    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    assertThat(hospital.bucket().objectKeys()).contains(objectKey(draft));
  }

  @Test
  void anUploadGoesOnAtPartBoundariesOnlyAndComesBackWhole() {
    int length = 3 * Hospital.PART;
    Draft draft = Draft.of(nurse, patient, length);
    wire.post(nurse, "/v1/records", draft.request());
    putChunked(draft, 0, Arrays.copyOf(draft.content(), 2 * Hospital.PART + 1));

    for (int offset : List.of(Hospital.PART, 2 * Hospital.PART + 1, length)) {
      Answer refused = put(draft, offset, from(draft, offset));
      assertThat(refused.problem()).isEqualTo("upload-offset-mismatch");
      assertThat(refused.json().get("offset").asLong()).isEqualTo(2 * Hospital.PART);
    }
    Answer accepted = put(draft, 2 * Hospital.PART, from(draft, 2 * Hospital.PART));

    assertThat(accepted.status()).as(accepted.problem()).isEqualTo(202);
    assertThat(hospital.bucket().file(objectKey(draft))).hasBinaryContent(draft.content());
  }

  @Test
  void headTellsTheOffsetWithoutABody() {
    Draft draft = Draft.of(nurse, patient, 2 * Hospital.PART);
    wire.post(nurse, "/v1/records", draft.request());
    assertThat(head(nurse, draft).header("Upload-Offset")).isEqualTo("0");
    putChunked(draft, 0, Arrays.copyOf(draft.content(), Hospital.PART + 5000));

    Answer begun = head(nurse, draft);

    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.header("Upload-Offset")).isEqualTo(Integer.toString(Hospital.PART));
    assertThat(begun.header("Cache-Control")).isEqualTo("no-store");
    assertThat(begun.octets()).isEmpty();
    assertThat(head(stranger, draft).status()).isEqualTo(404);
  }

  private Answer head(Person who, Draft draft) {
    return wire.send(wire.as(who, upload(draft.id().hex())).HEAD());
  }

  private static byte[] from(Draft draft, int offset) {
    return Arrays.copyOfRange(draft.content(), offset, draft.content().length);
  }

  private Answer upload(Draft draft) {
    wire.post(nurse, "/v1/records", draft.request());
    return put(draft, 0, draft.content());
  }

  private Answer put(Draft draft, long offset, byte[] octets) {
    return wire.putOctets(nurse, upload(draft.id().hex()), offset, octets);
  }

  private Answer putChunked(Draft draft, long offset, byte[] octets) {
    return wire.send(
        wire.as(nurse, upload(draft.id().hex()))
            .header("Content-Type", "application/octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .PUT(
                java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(octets))));
  }

  private static String upload(String id) {
    return "/v1/uploads/" + id;
  }

  private static String operation(Draft draft) {
    return "/v1/operations/" + draft.id().hex();
  }

  private static String objectKey(Draft draft) {
    return draft.record().hex() + "/1/" + draft.id().hex();
  }
}
