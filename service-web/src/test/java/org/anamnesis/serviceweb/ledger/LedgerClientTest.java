package org.anamnesis.serviceweb.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.ProtocolJson;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.ServiceTokens;
import org.anamnesis.serviceweb.token.TokenMint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Against an HTTP server that answers what a ledger at fault would. */
class LedgerClientTest {
  private static final ParticipantId NURSE = ParticipantId.parse("0c".repeat(32));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private LedgerClient ledger;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    server.start();
    Clock clock = Clock.systemUTC();
    Registry registry = new Registry(1337, new EthereumAddress("0x" + "cd".repeat(20)));
    ledger =
        LedgerClient.at(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            RestClient.builder(),
            new ServiceTokens(new TokenMint("record-service", SigningKey.generate(), clock), clock),
            JsonMapper.builder().addModule(new ProtocolJson(() -> registry)).build(),
            clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksWithItsOwnTokenAndFromTheBlockNamed() {
    answer = "{\"permitted\":true,\"basis\":3,\"block\":9,\"blockTime\":5}";

    LedgerAnswers.Permitted permitted =
        ledger.permission(
            new PermissionQuestion(
                NURSE, NURSE, RecordId.ZERO, 0, Permission.READ, Purpose.TREAT, 7),
            9);

    assertThat(permitted.permitted()).isTrue();
    assertThat(asked.getFirst())
        .contains("permission=1", "purpose=1", "time=7", "minBlock=9", "Bearer ey");
  }

  @Test
  void keepsParticipantsForAWhileButNotBeyondABlock() {
    SigningKey key = SigningKey.generate();
    String point =
        "{\"x\":\"%s\",\"y\":\"%s\"}".formatted(key.point().x().hex(), key.point().y().hex());
    answer =
        """
        {"participant": "%s", "organisation": "%s", "role": 3, "status": 1, "keySequence": 0,
         "signingKey": %s, "encryptionKey": %s, "block": 9, "more": 1}
        """
            .formatted(NURSE.hex(), "0a".repeat(32), point, point);

    assertThat(ledger.participant(NURSE, 0)).isPresent();
    assertThat(ledger.participant(NURSE, 9)).isPresent();
    assertThat(asked).hasSize(1);
    assertThat(ledger.participant(NURSE, 10)).isPresent();
    assertThat(asked).hasSize(2);
  }

  @Test
  void knowsNobodyAndNothingThatTheLedgerDoesNotKnow() {
    status = 404;
    answer = "{\"type\":\"urn:anamnesis:problem:unknown-participant\"}";
    assertThat(ledger.participant(NURSE, 0)).isEmpty();

    answer = "{\"type\":\"urn:anamnesis:problem:unknown-record\"}";
    assertThat(ledger.head(RecordId.parse("01".repeat(32)), 0)).isEmpty();
  }

  @Test
  void passesOnThatTheIndexIsBehind() {
    status = 503;
    answer = "{\"type\":\"urn:anamnesis:problem:index-behind\"}";

    refusedAs(ProblemType.INDEX_BEHIND);
  }

  @Test
  void takesEveryOtherAnswerForALedgerThatIsDown() {
    answer = "not json";
    refusedAs(ProblemType.LEDGER_UNAVAILABLE);
    answer = "{\"participant\":5}";
    refusedAs(ProblemType.LEDGER_UNAVAILABLE);
    status = 401;
    answer = "{\"type\":\"urn:anamnesis:problem:unauthenticated\"}";
    refusedAs(ProblemType.LEDGER_UNAVAILABLE);
    status = 500;
    answer = "<html>";
    refusedAs(ProblemType.LEDGER_UNAVAILABLE);
    server.stop(0);
    refusedAs(ProblemType.LEDGER_UNAVAILABLE);
  }

  private void refusedAs(ProblemType type) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ledger.participant(NURSE, 0))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(type))
        .satisfies(problem -> assertThat(problem.retryAfter()).isPresent());
  }
}
