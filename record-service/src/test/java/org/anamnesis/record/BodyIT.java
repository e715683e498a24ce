package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets that are not those that the operation announced. */
class BodyIT {
  private static final int LENGTH = 150_000;
  private static final String OCTETS = "application/octet-stream";

  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();
  private final Draft draft = begun();

  private Draft begun() {
    Draft begun = Draft.of(ward.nurse, ward.patient, LENGTH);
    assertThat(wire.post(ward.nurse, "/v1/records", begun.request()).status()).isEqualTo(201);
    return begun;
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ward.leftAfterTheNextSweep()).isEmpty();
  }

  @Test
  void refusesBodiesOfAnotherLengthThanIsMissing() {
    byte[] longer = Arrays.copyOf(draft.content(), LENGTH + 1);
    byte[] shorter = Arrays.copyOf(draft.content(), LENGTH - 1);

    for (byte[] body : new byte[][] {longer, shorter, new byte[0]}) {
      assertThat(put(BodyPublishers.ofByteArray(body), OCTETS).problem())
          .isEqualTo("body-length-mismatch");
      assertThat(put(unannounced(body), OCTETS).problem()).isEqualTo("body-length-mismatch");
    }
    theUploadIsAsItWas();
  }

  @Test
  void refusesOtherTypesOffsetsAndPeople() {
    assertThat(put(whole(), "text/plain").problem()).isEqualTo("unsupported-media-type");
    assertThat(wire.putOctets(ward.nurse, Ward.upload(draft), -1, draft.content()).problem())
        .isEqualTo("malformed-request");
    assertThat(wire.putOctets(ward.nurse, Ward.upload(draft), 65_536, new byte[9]).problem())
        .isEqualTo("upload-offset-mismatch");
    assertThat(wire.putOctets(ward.doctor, Ward.upload(draft), 0, draft.content()).problem())
        .isEqualTo("unknown-upload");
    theUploadIsAsItWas();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, LENGTH - 1})
  void refusesOneChangedOctetInAnySegment(int place) {
    byte[] changed = draft.content();
    changed[place] ^= 1;

    assertThat(put(BodyPublishers.ofByteArray(changed), OCTETS).problem())
        .isEqualTo("content-mismatch");
    assertThat(hospital.bucket().objectKeys()).noneMatch(key -> key.endsWith(draft.id().hex()));
    theUploadIsAsItWas();
  }

  @Test
  void refusesSegmentsInAnotherOrder() {
    byte[] swapped = draft.content();
    System.arraycopy(draft.content(), 0, swapped, 65_536, 65_536);
    System.arraycopy(draft.content(), 65_536, swapped, 0, 65_536);

    assertThat(put(BodyPublishers.ofByteArray(swapped), OCTETS).problem())
        .isEqualTo("content-mismatch");
    theUploadIsAsItWas();
  }

  @Test
  void aBodyThatEndsBeforeItsAnnouncedLengthChangesNothing() throws IOException {
    sendHalf(wire.as(ward.nurse, Ward.upload(draft)).PUT(whole()), OCTETS, draft.content());

    Awaitility.await().untilAsserted(this::theUploadIsAsItWas);
  }

  @Test
  void aRequestThatBreaksOffBeginsNoUpload() throws IOException {
    Draft other = Draft.of(ward.nurse, ward.patient, LENGTH);
    byte[] json = Wire.written(other.request());
    HttpRequest.Builder request =
        wire.as(ward.nurse, "/v1/records").POST(BodyPublishers.ofByteArray(json));
    sendHalf(request, "application/json", json);

    assertThat(wire.get(ward.nurse, Ward.upload(other)).problem()).isEqualTo("unknown-upload");
    ward.send(other);
  }

  @Test
  void consentThatEndedDuringTheUploadIsNoticedAtItsEnd() {
    hospital.ledger().forbid(ward.patient, ward.nurse, Permission.CONTRIBUTE);

    assertThat(put(whole(), OCTETS).problem()).isEqualTo("not-permitted");
    assertThat(ward.accepted()).isZero();
  }

  @Test
  void anOperationThatExpiredDuringTheUploadIsOver() {
    hospital.clock().pass(Duration.ofHours(1));

    assertThat(put(whole(), OCTETS).problem()).isEqualTo("upload-expired");
    assertThat(ward.accepted()).isZero();
  }

  private void theUploadIsAsItWas() {
    Answer status = wire.get(ward.nurse, Ward.upload(draft));
    assertThat(status.json().get("offset").asLong()).isZero();
    assertThat(status.json().get("state").asString()).isEqualTo("UPLOADING");
    assertThat(ward.accepted()).isZero();
    assertThat(put(whole(), OCTETS).status()).isEqualTo(202);
  }

  private Answer put(HttpRequest.BodyPublisher body, String type) {
    return wire.send(
        wire.as(ward.nurse, Ward.upload(draft)).header("Content-Type", type).PUT(body));
  }

  private HttpRequest.BodyPublisher whole() {
    return BodyPublishers.ofByteArray(draft.content());
  }

  private static HttpRequest.BodyPublisher unannounced(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static void sendHalf(HttpRequest.Builder builder, String type, byte[] body)
      throws IOException {
    HttpRequest request = builder.build();
    try (Socket socket = new Socket(request.uri().getHost(), request.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          %s %s HTTP/1.1
          Host: localhost
          Authorization: %s
          Content-Type: %s
          Content-Length: %d

          """
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  request.headers().firstValue("Authorization").orElseThrow(),
                  type,
                  body.length)
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, body.length / 2);
      out.flush();
    }
  }
}
