package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Base64Url;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.world.Draft;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.anamnesis.record.world.Wire.Answer;
import org.junit.jupiter.api.Test;

class AccessIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void readerGetsKeyHashesAndTicketAndWithItTheOctets() {
    Draft draft = ward.anchored(200_000);

    Answer opened = read(ward.doctor, draft, Basis.CONSENT);

    assertThat(opened.status()).as(opened.problem()).isEqualTo(200);
    assertThat(opened.header("Cache-Control")).isEqualTo("no-store");
    assertThat(opened.json().get("envelope").get("recipient").asString())
        .isEqualTo(ward.doctor.id().hex());
    byte[] hashes = Base64Url.octets(opened.json().get("segmentHashes").asString());
    assertThat(SegmentHashes.of(200_000, hashes).contentHash().hex())
        .isEqualTo(opened.json().get("contentHash").asString());
    Answer whole = ward.content(ward.doctor, draft, ticket(opened), "");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.octets()).isEqualTo(draft.content());
    assertThat(whole.header("Content-Range")).isEmpty();
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(whole.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void rangesAreServedAndUnsatisfiableOnesRefused() {
    Draft draft = ward.anchored(200_000);
    String ticket = ticket(read(ward.patient, draft, Basis.OWNER));

    Answer middle = ward.content(ward.patient, draft, ticket, "bytes=65536-131071");
    Answer end = ward.content(ward.patient, draft, ticket, "bytes=-10");
    Answer past = ward.content(ward.patient, draft, ticket, "bytes=200000-");

    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 65536-131071/200000");
    assertThat(middle.octets()).isEqualTo(Arrays.copyOfRange(draft.content(), 65536, 131072));
    assertThat(end.octets()).isEqualTo(Arrays.copyOfRange(draft.content(), 199_990, 200_000));
    assertThat(past.problem()).isEqualTo("range-not-satisfiable");
    assertThat(past.header("Content-Range")).isEqualTo("bytes */200000");
  }

  @Test
  void nothingIsReadBeforeItIsAnchored() {
    Draft draft = ward.accepted(3000);

    assertThat(read(ward.patient, draft, Basis.OWNER).problem()).isEqualTo("record-not-anchored");
  }

  @Test
  void strangerIsRefusedAndTheRefusalIsLogged() {
    Draft draft = ward.anchored(3000);
    long before = refusals();

    Answer refused = read(ward.stranger, draft, Basis.CONSENT);

    assertThat(refused.problem()).isEqualTo("not-permitted");
    assertThat(refusals()).isEqualTo(before + 1);
  }

  @Test
  void refusalsAreChainedByHash() {
    Draft draft = ward.anchored(3000);
    read(ward.stranger, draft, Basis.CONSENT);
    read(ward.stranger, draft, Basis.CONSENT);

    var rows =
        hospital
            .database()
            .sql("SELECT * FROM records.refusal ORDER BY seq DESC LIMIT 2")
            .query((row, index) ->
                new Object[] {
                  row.getBytes("hash"),
                  row.getBytes("operation"),
                  row.getBytes("actor"),
                  row.getBytes("record"),
                  row.getLong("time"),
                  row.getString("problem")
                })
            .list();

    Object[] last = rows.get(0);
    byte[] expected =
        new org.anamnesis.protocol.word.WordWriter()
            .label("anamnesis/v1 refusal")
            .id(Hash.of((byte[]) rows.get(1)[0]))
            .id(Hash.of((byte[]) last[1]))
            .id(Hash.of((byte[]) last[2]))
            .id(Hash.of((byte[]) last[3]))
            .u64((long) last[4])
            .id(
                Hash.sha256(
                    ((String) last[5]).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
            .sha256()
            .bytes();
    assertThat((byte[]) last[0]).isEqualTo(expected);
    assertThat((String) last[5]).isEqualTo("urn:anamnesis:problem:not-permitted");
  }

  @Test
  void sameAccessGetsTheSameTicketUntilItExpires() {
    Draft draft = ward.anchored(3000);
    SignedOperation access =
        Ward.sign(ward.access(ward.doctor, draft.record(), Basis.CONSENT), ward.doctor);
    Answer first = ward.read(ward.doctor, draft, access);
    hospital.clock().pass(Duration.ofSeconds(290));

    Answer again = ward.read(ward.doctor, draft, access);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(ward.content(ward.doctor, draft, ticket(first), "").status()).isEqualTo(200);

    hospital.clock().pass(Duration.ofSeconds(11));
    assertThat(ward.read(ward.doctor, draft, access).problem()).isEqualTo("ticket-expired");
    assertThat(ward.content(ward.doctor, draft, ticket(first), "").problem())
        .isEqualTo("ticket-expired");
    hospital.clock().reset();
  }

  @Test
  void ticketIsForOneReaderSessionAndVersion() {
    Draft draft = ward.anchored(3000);
    Draft other = ward.anchored(3000);
    String ticket = ticket(read(ward.doctor, draft, Basis.CONSENT));

    assertThat(ward.content(ward.patient, draft, ticket, "").problem()).isEqualTo("ticket-foreign");
    assertThat(ward.content(ward.doctor.inNewSession(), draft, ticket, "").problem())
        .isEqualTo("ticket-foreign");
    assertThat(ward.content(ward.doctor, other, ticket, "").problem()).isEqualTo("ticket-foreign");
    assertThat(ward.content(ward.doctor, draft, "AAAA", "").problem()).isEqualTo("ticket-foreign");
    assertThat(
            wire.get(ward.doctor, "/v1/records/" + draft.record().hex() + "/versions/1/content")
                .problem())
        .isEqualTo("ticket-required");
  }

  @Test
  void ticketOpensTheStoresOwnAddressForAMoment() {
    Draft draft = ward.anchored(200_000);

    Answer presigned =
        ward.presigned(ward.doctor, draft, ticket(read(ward.doctor, draft, Basis.CONSENT)));

    assertThat(presigned.status()).as(presigned.problem()).isEqualTo(200);
    assertThat(presigned.header("Cache-Control")).isEqualTo("no-store");
    assertThat(presigned.json().get("expiresAt").asLong()).isEqualTo(hospital.clock().now() + 30);
    URI url = URI.create(presigned.json().get("url").asString());
    assertThat(url.getQuery()).contains("X-Amz-Expires=30");
    Answer octets = wire.send(HttpRequest.newBuilder(url).GET());
    assertThat(octets.octets()).isEqualTo(draft.content());
    assertThat(octets.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void presignedAddressOpensNothingElse() {
    Draft draft = ward.anchored(3000);
    Draft other = ward.anchored(3000);
    Answer presigned =
        ward.presigned(ward.doctor, draft, ticket(read(ward.doctor, draft, Basis.CONSENT)));
    String url = presigned.json().get("url").asString();

    Answer another =
        wire.send(
            HttpRequest.newBuilder(
                    URI.create(url.replace(draft.record().hex(), other.record().hex())))
                .GET());
    Answer deleting = wire.send(HttpRequest.newBuilder(URI.create(url)).DELETE());

    assertThat(another.status()).isEqualTo(403);
    assertThat(deleting.status()).isEqualTo(403);
  }

  @Test
  void presignedAddressNeedsALiveTicketOfTheCallers() {
    Draft draft = ward.anchored(3000);
    String ticket = ticket(read(ward.doctor, draft, Basis.CONSENT));

    assertThat(ward.presigned(ward.patient, draft, ticket).problem()).isEqualTo("ticket-foreign");
    hospital.clock().pass(Duration.ofSeconds(301));
    assertThat(ward.presigned(ward.doctor, draft, ticket).problem()).isEqualTo("ticket-expired");
    hospital.clock().reset();
    ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.NONE, 1));
    assertThat(ward.presigned(ward.doctor, draft, ticket).problem()).isEqualTo("not-permitted");
  }

  @Test
  void revocationBindsAtOnceAlsoForAnOpenTicket() {
    Draft draft = ward.anchored(3000);
    String ticket = ticket(read(ward.doctor, draft, Basis.CONSENT));

    Answer revoked =
        ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.NONE, 1));

    assertThat(revoked.status()).as(revoked.problem()).isEqualTo(202);
    assertThat(ward.content(ward.doctor, draft, ticket, "").problem()).isEqualTo("not-permitted");
    assertThat(read(ward.doctor, draft, Basis.CONSENT).problem()).isEqualTo("not-permitted");
  }

  @Test
  void whatTheStoreAnswersIsNotTakenForWhoeverIsRefused() {
    Draft draft = ward.anchored(3_000_000);
    String ticket = ticket(read(ward.doctor, draft, Basis.CONSENT));
    ward.decide(ward.patient, ward.consent(ward.patient, ward.doctor, Effect.NONE, 1));
    int asked = hospital.store().asked();
    int taken = hospital.store().taken();
    int open = hospital.store().open();

    assertThat(ward.content(ward.doctor, draft, ticket, "").problem()).isEqualTo("not-permitted");

    assertThat(hospital.store().asked()).isEqualTo(asked + 1);
    assertThat(hospital.store().taken()).isEqualTo(taken);
    assertThat(hospital.store().open()).isEqualTo(open);
    String own = ticket(read(ward.patient, draft, Basis.OWNER));
    assertThat(ward.content(ward.patient, draft, own, "").octets()).isEqualTo(draft.content());
  }

  @Test
  void claimsThatDoNotHoldAreRefused() {
    Draft draft = ward.anchored(3000);
    Operation.Access good = ward.access(ward.doctor, draft.record(), Basis.CONSENT);

    assertThat(read(ward.doctor, draft, Basis.OWNER).problem()).isEqualTo("wrong-basis");
    assertThat(read(ward.doctor, draft, Basis.BREAK_GLASS).problem()).isEqualTo("not-served");
    assertThat(ward.read(ward.doctor, draft, changed(good, ward.stranger, good.time())).problem())
        .isEqualTo("wrong-patient");
    assertThat(
            ward.read(ward.doctor, draft, changed(good, ward.patient, good.time() - 310)).problem())
        .isEqualTo("clock-skew");
    assertThat(
            ward.read(ward.doctor, draft, changed(good, ward.patient, good.time() + 310)).problem())
        .isEqualTo("clock-skew");
    assertThat(ward.read(ward.stranger, draft, Ward.sign(good, ward.doctor)).problem())
        .isEqualTo("signer-mismatch");
    assertThat(ward.read(ward.doctor, draft, Ward.sign(good, ward.stranger)).problem())
        .isEqualTo("bad-signature");
    assertThat(read(ward.delegate, draft, Basis.CONSENT).problem()).isEqualTo("not-permitted");
  }

  @Test
  void nonceIsUsedOnce() {
    Draft draft = ward.anchored(3000);
    Operation.Access good = ward.access(ward.doctor, draft.record(), Basis.CONSENT);
    ward.read(ward.doctor, draft, good);

    assertThat(
            ward.read(ward.doctor, draft, changed(good, ward.patient, good.time() - 1)).problem())
        .isEqualTo("operation-replayed");
  }

  @Test
  void readerWithoutAnEnvelopeIsTold() {
    Draft draft = Draft.of(ward.nurse, ward.patient, 3000);
    wire.post(ward.nurse, "/v1/records", draft.request());
    wire.putOctets(ward.nurse, Ward.upload(draft), 0, draft.content());
    hospital.integrator().anchor(draft.id());

    assertThat(read(ward.doctor, draft, Basis.CONSENT).problem()).isEqualTo("missing-envelope");
  }

  @Test
  void patientListsAllAuthorTheirOwnAndReaderByAnAccess() {
    Draft anchored = ward.anchored(3000);
    Draft accepted = ward.accepted(3000);
    String list = "/v1/records?patient=" + ward.patient.id().hex();

    Answer own = wire.get(ward.patient, list);
    Answer written = wire.get(ward.nurse, list);
    Answer decided = wire.get(ward.delegate, list);
    Answer nothing = wire.get(ward.stranger, list);

    assertThat(own.json().get("items")).hasSize(2);
    assertThat(own.json().get("items").get(0).get("operation").asString())
        .isEqualTo(accepted.id().hex());
    assertThat(own.json().get("items").get(0).get("envelope").get("recipient").asString())
        .isEqualTo(ward.patient.id().hex());
    assertThat(written.json().get("items")).hasSize(2);
    assertThat(written.json().get("items").get(0).get("metadata").isNull()).isTrue();
    assertThat(written.json().get("items").get(0).get("envelope").isNull()).isTrue();
    assertThat(decided.json().get("items")).hasSize(2);
    assertThat(decided.json().get("items").get(0).get("envelope").isNull()).isTrue();
    assertThat(nothing.json().get("items")).isEmpty();

    Answer listed = listing(ward.doctor, Basis.CONSENT);
    assertThat(listed.status()).as(listed.problem()).isEqualTo(200);
    assertThat(listed.json().get("items")).hasSize(1);
    assertThat(listed.json().get("items").get(0).get("operation").asString())
        .isEqualTo(anchored.id().hex());
    assertThat(listed.json().get("items").get(0).get("envelope").get("recipient").asString())
        .isEqualTo(ward.doctor.id().hex());
    assertThat(listed.json().get("acceptance").get("signature").asString()).isNotEmpty();
    assertThat(listing(ward.stranger, Basis.CONSENT).problem()).isEqualTo("not-permitted");
  }

  @Test
  void patientGetsTheirEnvelopesAndNobodyElse() {
    Draft draft = ward.anchored(3000);
    String path = "/v1/records/" + draft.record().hex() + "/envelopes";

    assertThat(wire.get(ward.patient, path).json().get("items")).hasSize(1);
    assertThat(wire.get(ward.nurse, path).problem()).isEqualTo("unknown-record");
  }

  private Answer listing(Person reader, Basis basis) {
    return wire.post(
        reader,
        "/v1/patients/" + ward.patient.id().hex() + "/listing",
        Ward.sign(ward.access(reader, RecordId.ZERO, basis), reader));
  }

  private Answer read(Person reader, Draft draft, Basis basis) {
    return ward.read(reader, draft, ward.access(reader, draft.record(), basis));
  }

  private static Operation.Access changed(Operation.Access it, Person patient, long time) {
    return new Operation.Access(
        it.actor(),
        it.record(),
        it.version(),
        patient.id(),
        it.purpose(),
        it.basis(),
        it.reason(),
        it.store(),
        time,
        it.nonce());
  }

  private long refusals() {
    return hospital
        .database()
        .sql("SELECT count(*) FROM records.refusal")
        .query(Long.class)
        .single();
  }

  private static String ticket(Answer opened) {
    return opened.json().get("ticket").asString();
  }
}
