package org.anamnesis.systemtests;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.Operation.Register;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody's client sends, at the gateway's door. */
@ExtendWith(InTown.class)
class BadInputIT {
  private final Town town;
  private final Wire wire;
  private final Family family;
  private final Anamnesis nurse;

  BadInputIT(Town town) {
    this.town = town;
    this.wire = new Wire(town.file());
    this.family = town.family();
    this.nurse = family.nurse();
  }

  @Test
  void refusesWhatIsNoRequest() {
    assertThat(post("{", "application/json")).isEqualTo("400 malformed-request");
    assertThat(post("{\"surplus\": 1}", "application/json")).isEqualTo("400 malformed-request");
    assertThat(post("{\"metadata\": \"" + "A".repeat(3 << 20) + "\"}", "application/json"))
        .isEqualTo("413 request-too-large");
    assertThat(post("{}", "text/plain")).isEqualTo("415 unsupported-media-type");
    assertThat(wire.send(wire.to("/v1/records").GET()).outcome()).isEqualTo("401 unauthenticated");
    assertThat(
            wire.send(wire.to("/v1/records").header("Authorization", "Bearer e30.e30.AA").GET())
                .outcome())
        .isEqualTo("401 unauthenticated");
    assertThat(wire.send(wire.as(nurse, "/v1/nothing").GET()).outcome()).isEqualTo("404 not-found");
  }

  @Test
  void refusesRegistrationsThatSayTheWrongThing() {
    Draft draft = Draft.of(nurse, family.patient());
    RecordId another = new RecordId(Hash.of(Draft.octets(32)).value());
    long now = nurse.operations().now();

    assertThat(register(draft, r -> changed(r, another, r.validUntil())))
        .isEqualTo("422 record-id-mismatch");
    assertThat(register(draft, r -> changed(r, r.record(), now - 1)))
        .isEqualTo("422 operation-expired");
    SignedOperation signed = nurse.operations().sign(draft.register());
    assertThat(records(draft.request(signed, List.of(draft.envelopes().getLast()))))
        .isEqualTo("422 missing-envelope");
    assertThat(wire.post(family.doctor(), "/v1/records", draft.request(r -> r)).outcome())
        .isEqualTo("403 signer-mismatch");
    assertThat(records(draft.request(r -> r))).isEqualTo("201");
  }

  @Test
  void refusesSignaturesChainsAndRegistriesThatAreOthers() {
    Draft draft = Draft.of(nurse, family.patient());
    Registry ours = town.file().operationsFor();
    Registry otherChain = new Registry(ours.chainId() + 1, ours.address());
    Registry otherRegistry =
        new Registry(ours.chainId(), new EthereumAddress("0x" + "ef".repeat(20)));

    for (Registry other : List.of(otherChain, otherRegistry)) {
      SignedOperation elsewhere =
          SignedOperation.sign(draft.register(), other, nurse.keys().signing());
      assertThat(records(draft.request(elsewhere, draft.envelopes())))
          .isEqualTo("422 wrong-network");
    }
    SignedOperation forged =
        SignedOperation.sign(draft.register(), ours, family.doctor().keys().signing());
    assertThat(records(draft.request(forged, draft.envelopes()))).isEqualTo("422 bad-signature");
  }

  @Test
  void refusesForeignTicketsAndRangesThatAreNotThere() {
    Anamnesis second = town.people.professional(Role.DOCTOR, "Sven Second");
    town.people.awaitEnrolled();
    town.consent(family.patient(), family.patient(), second, Permission.READ, Effect.ALLOW);
    RecordWriter.Put put = town.anchored(nurse, family.patient(), town.observation(80));
    Operation.Access access = access(family.doctor(), put.record(), Hash.of(Draft.octets(32)), 0);
    Wire.Answer granted = announce(family.doctor(), access);
    String ticket = granted.body().path("ticket").asString();

    assertThat(granted.outcome()).isEqualTo("200");
    assertThat(content(second, put, ticket, "bytes=0-")).isEqualTo("403 ticket-foreign");
    assertThat(content(family.doctor(), put, "bm9uZQ", "bytes=0-")).isEqualTo("403 ticket-foreign");
    assertThat(content(family.doctor(), put, ticket, "bytes=99999999-"))
        .isEqualTo("416 range-not-satisfiable");
    assertThat(content(family.doctor(), put, ticket, "bytes=0-9")).isEqualTo("206");
    assertThat(wire.send(wire.as(family.doctor(), path(put)).GET()).outcome())
        .isEqualTo("401 ticket-required");
  }

  @Test
  void anAccessCountsOnceAndOnlyWithinFiveMinutes() {
    RecordWriter.Put put = town.anchored(nurse, family.patient(), town.observation(81));
    Hash nonce = Hash.of(Draft.octets(32));
    Operation.Access access = access(family.doctor(), put.record(), nonce, 0);
    Wire.Answer first = announce(family.doctor(), access);
    Wire.Answer again = announce(family.doctor(), access);

    assertThat(again.body().path("operation")).isEqualTo(first.body().path("operation"));
    assertThat(announce(family.doctor(), access(family.doctor(), put.record(), nonce, 1)).outcome())
        .isEqualTo("422 operation-replayed");
    for (int seconds : List.of(-360, 360)) {
      Hash fresh = Hash.of(Draft.octets(32));
      assertThat(
              announce(family.doctor(), access(family.doctor(), put.record(), fresh, seconds))
                  .outcome())
          .isEqualTo("422 clock-skew");
    }
  }

  @Test
  void refusesToSignInWithAClockThatIsOff() {
    for (Duration off : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
      Gateway gateway =
          new Gateway(
              town.file().gateways().getFirst(),
              town.file().operationsFor(),
              nurse.keys().signing(),
              Clock.offset(Clock.systemUTC(), off));
      assertThat(Town.problem(gateway::authorization)).isEqualTo("clock-skew");
    }
  }

  private String post(String body, String type) {
    return wire.send(
            wire.as(nurse, "/v1/records").header("Content-Type", type).POST(ofString(body)))
        .outcome();
  }

  private String register(Draft draft, UnaryOperator<Register> change) {
    return records(draft.request(change));
  }

  private String records(Map<String, Object> request) {
    return wire.post(nurse, "/v1/records", request).outcome();
  }

  private Wire.Answer announce(Anamnesis reader, Operation.Access access) {
    return wire.post(
        reader,
        "/v1/records/" + access.record().hex() + "/access",
        reader.operations().sign(access));
  }

  private Operation.Access access(Anamnesis reader, RecordId record, Hash nonce, int seconds) {
    return new Operation.Access(
        reader.keys().participant(),
        record,
        1,
        family.patient().keys().participant(),
        Purpose.TREAT,
        Basis.CONSENT,
        Hash.ZERO,
        town.file().stores().getFirst().id(),
        reader.operations().now() + seconds,
        nonce);
  }

  private String content(Anamnesis reader, RecordWriter.Put put, String ticket, String range) {
    return wire.send(
            wire.as(reader, path(put))
                .header("Anamnesis-Ticket", ticket)
                .header("Range", range)
                .GET())
        .outcome();
  }

  private static String path(RecordWriter.Put put) {
    return "/v1/records/" + put.record().hex() + "/versions/1/content";
  }

  private static Register changed(Register it, RecordId record, long validUntil) {
    return new Register(
        it.author(),
        record,
        it.salt(),
        it.version(),
        it.patient(),
        it.store(),
        it.suite(),
        it.content(),
        it.sealedLength(),
        it.previousContent(),
        it.metadata(),
        it.keyCommitment(),
        validUntil);
  }
}
