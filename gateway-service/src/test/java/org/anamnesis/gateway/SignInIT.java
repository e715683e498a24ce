package org.anamnesis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.ParseException;
import org.anamnesis.gateway.GatewayProcess.Answer;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInIT {
  @TempDir static Path folder;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    gateway = new GatewayProcess(folder, GatewayProcess.NO_CHAIN);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void givesATokenForASignedSession() throws ParseException {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);

    Answer answer = gateway.signIn(gateway.session(key), key);

    assertThat(answer.status()).isEqualTo(200);
    var claims =
        com.nimbusds.jwt.SignedJWT.parse(answer.json().get("token").asString()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(key.point().participant().hex());
    assertThat(claims.getAudience()).containsExactly("gateway-service");
    assertThat(claims.getIntegerClaim("role")).isEqualTo(3);
    assertThat(claims.getDateClaim("exp").toInstant())
        .isEqualTo(claims.getDateClaim("iat").toInstant().plusSeconds(600));
    assertThat(gateway.get("/v1/audit", answer.json().get("token").asString()).status())
        .isEqualTo(200);
  }

  @Test
  void refusesSomebodyWhoIsNotEnrolled() {
    SigningKey key = SigningKey.generate();

    Answer answer = gateway.signIn(gateway.session(key), key);

    assertThat(answer.problem()).isEqualTo("sign-in-refused");
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void refusesASuspendedParticipant() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.SUSPENDED);

    assertThat(gateway.signIn(gateway.session(key), key).problem())
        .isEqualTo("participant-not-active");
  }

  @Test
  void refusesAnotherKeysSignatureAndKeepsTheNonce() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session session = gateway.session(key);

    assertThat(gateway.signIn(session, SigningKey.generate()).problem())
        .isEqualTo("sign-in-refused");
    assertThat(gateway.signIn(session, key).status()).isEqualTo(200);
  }

  @Test
  void refusesASessionForAnotherOrigin() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session ours = gateway.session(key);
    Operation.Session theirs =
        new Operation.Session(
            ours.participant(),
            GatewayProcess.originHash("https://elsewhere.example"),
            ours.nonce(),
            ours.time());

    assertThat(gateway.signIn(theirs, key).problem()).isEqualTo("sign-in-refused");
  }

  @Test
  void usesANonceOnce() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session session = gateway.session(key);

    assertThat(gateway.signIn(session, key).status()).isEqualTo(200);
    assertThat(gateway.signIn(session, key).problem()).isEqualTo("sign-in-refused");
  }

  @Test
  void refusesANonceOfItsOwnMakingAndOneGivenToAnother() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    SigningKey other = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session session = gateway.session(key);
    Hash others = gateway.nonce(other.point().participant());

    assertThat(gateway.signIn(withNonce(session, Hash.parse("07".repeat(32))), key).problem())
        .isEqualTo("sign-in-refused");
    assertThat(gateway.signIn(withNonce(session, others), key).problem())
        .isEqualTo("sign-in-refused");
  }

  private static Operation.Session withNonce(Operation.Session session, Hash nonce) {
    return new Operation.Session(session.participant(), session.origin(), nonce, session.time());
  }

  @Test
  void refusesAnExpiredNonce() throws SQLException {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session session = gateway.session(key);
    sql("UPDATE gateway.sign_in_nonce SET expires_at = now() - interval '1 second'");

    assertThat(gateway.signIn(session, key).problem()).isEqualTo("sign-in-refused");
  }

  @Test
  void refusesAClockThatIsOffByMoreThanFiveMinutes() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session now = gateway.session(key);

    for (long off : new long[] {-310, 310}) {
      Operation.Session then =
          new Operation.Session(now.participant(), now.origin(), now.nonce(), now.time() + off);
      assertThat(gateway.signIn(then, key).problem()).isEqualTo("clock-skew");
    }
  }

  @Test
  void refusesAnotherKindAnotherNetworkAndWhatIsNoOperation() {
    SigningKey key = GatewayProcess.enrol(ParticipantStatus.ACTIVE);
    Operation.Session session = gateway.session(key);
    Operation erase =
        new Operation.Erase(
            session.participant(),
            org.anamnesis.protocol.id.RecordId.parse("01".repeat(32)),
            1,
            session.time() + 100);
    Registry elsewhere = new Registry(1, new EthereumAddress("0x" + "cd".repeat(20)));

    assertThat(gateway.signIn(erase, key).problem()).isEqualTo("wrong-kind");
    assertThat(
            gateway
                .post(
                    "/v1/session",
                    GatewayProcess.json(SignedOperation.sign(session, elsewhere, key)),
                    null)
                .problem())
        .isEqualTo("wrong-network");
    assertThat(
            gateway.post("/v1/session", "{\"message\":\"AAAA\",\"signatures\":[]}", null).problem())
        .isEqualTo("malformed-operation");
    assertThat(gateway.post("/v1/session", "{\"message\":5}", null).problem())
        .isEqualTo("malformed-request");
    assertThat(gateway.post("/v1/session/nonce", "{\"participant\":\"xyz\"}", null).problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void endsASessionAtOnce() {
    String token = gateway.token();
    var out = gateway.request("/v1/session", token).DELETE().build();

    assertThat(gateway.send(out).status()).isEqualTo(204);
    assertThat(gateway.get("/v1/network", token).problem()).isEqualTo("unauthenticated");
    assertThat(gateway.get("/v1/audit", token).problem()).isEqualTo("unauthenticated");
  }

  @Test
  void publishesOnlyThePublicKey() {
    Answer keys = gateway.get("/.well-known/jwks.json", null);

    assertThat(keys.json().get("keys").get(0).get("kty").asString()).isEqualTo("EC");
    assertThat(keys.json().get("keys").get(0).has("d")).isFalse();
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = gateway.database().getConnection();
        Statement running = connection.createStatement()) {
      running.executeUpdate(statement);
    }
  }
}
