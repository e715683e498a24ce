package org.anamnesis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.anamnesis.gateway.GatewayProcess.Answer;
import org.anamnesis.localparts.AnvilNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesIT {
  private static final long MIB = 1 << 20;
  private static final String ID = "0c".repeat(32);
  @TempDir static Path folder;
  private static AnvilNode anvil;
  private static GatewayProcess gateway;
  private static String token = "";

  @BeforeAll
  static void start() throws IOException {
    anvil = AnvilNode.instant(folder.resolve("anvil"));
    gateway = new GatewayProcess(folder, anvil.rpc());
    token = gateway.token();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    anvil.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/participants, record-service",
    "GET, /v1/participants/ID/certificate, record-service",
    "POST, /v1/participants/ID/status, record-service",
    "POST, /v1/stores, record-service",
    "POST, /v1/records, record-service",
    "GET, /v1/records?patient=ID&limit=5, record-service",
    "GET, /v1/uploads/ID, record-service",
    "GET, /v1/operations/ID, record-service",
    "POST, /v1/patients/ID/listing, record-service",
    "GET, /v1/records/ID/envelopes, record-service",
    "POST, /v1/consents, record-service",
    "PUT, /v1/records/ID/versions/1/envelopes, record-service",
    "POST, /v1/records/ID/access, record-service",
    "GET, /v1/participants/ID, ledger-service",
    "GET, /v1/records/ID/head, ledger-service",
    "GET, /v1/patients/ID/consents, ledger-service",
    "GET, /v1/patients/ID/recipients, ledger-service",
    "GET, /v1/audit?patient=ID&purpose=1, ledger-service",
  })
  void passesARequestOnWithATokenForThatServiceAlone(String method, String path, String service) {
    String address = path.replace("ID", ID);

    Answer answer =
        gateway.send(
            gateway
                .request(address, token)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build());

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().get("service").asString()).isEqualTo(service);
    assertThat(answer.json().get("method").asString()).isEqualTo(method);
    assertThat(answer.json().get("path").asString()).isEqualTo(address.split("\\?", 2)[0]);
    assertThat(answer.json().get("query").asString(""))
        .isEqualTo(address.contains("?") ? address.split("\\?", 2)[1] : "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing",
        "/v1/records/ID",
        "/v1/records/ID/versions/1",
        "/v1/records/ID/versions/1/content/more",
        "/v1/participants/ID/keys",
        "/v1/operations",
        "/internal/participants/ID",
        "/internal/permission",
        "/v1/../internal/participants/ID",
        "/v1/%2e%2e/internal/participants/ID",
        "/v1/participants/..%2f..%2finternal",
        "/v1/participants/ID;x=1",
        "//internal/participants/ID",
        "/V1/audit",
        "/actuator/env",
        "/actuator/prometheus",
        "/actuator/gateway",
        "/error/x",
      })
  void passesNothingElseOn(String path) {
    Answer answer = gateway.get(path.replace("ID", ID), token);

    assertThat(answer.problem()).isIn("not-found", "forbidden", "malformed-request");
  }

  @ParameterizedTest
  @CsvSource({"DELETE, /v1/records", "PATCH, /v1/audit", "POST, /v1/audit", "PUT, /v1/consents"})
  void refusesMethodsThatARouteDoesNotServe(String method, String path) {
    Answer answer =
        gateway.send(gateway.request(path, token).method(method, BodyPublishers.noBody()).build());

    assertThat(answer.problem()).isEqualTo("method-not-allowed");
  }

  @Test
  void passesOnOnlyTheHeadersOfTheInterface() {
    Answer answer =
        gateway.send(
            gateway
                .request("/v1/audit", token)
                .header("X-Forwarded-For", "10.1.1.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=10.1.1.1")
                .header("Cookie", "a=b")
                .header("X-Internal", "1")
                .header("Anamnesis-Ticket", "ticket")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .GET()
                .build());

    var headers = answer.json().get("headers");
    assertThat(headers.propertyNames())
        .doesNotContain("x-forwarded-for", "x-forwarded-host", "forwarded", "cookie", "x-internal");
    assertThat(headers.get("anamnesis-ticket").get(0).asString()).isEqualTo("ticket");
    assertThat(headers.get("authorization").get(0).asString()).doesNotContain(token);
    assertThat(headers.get("traceparent").get(0).asString())
        .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
  }

  @Test
  void refusesEverythingWithoutAToken() {
    for (String path : List.of("/v1/audit", "/v1/records", "/internal/x", "/x")) {
      assertThat(gateway.get(path, null).problem()).isEqualTo("unauthenticated");
    }
    assertThat(gateway.post("/v1/chain", "{}", null).problem()).isEqualTo("unauthenticated");
  }

  @Test
  void streamsAnUploadThatIsLargerThanItsHeap() {
    byte[] piece = new byte[(int) MIB];

    Answer answer =
        gateway.send(
            gateway
                .request("/v1/uploads/" + ID, token)
                .header("Content-Type", "application/octet-stream")
                .PUT(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(() -> new Repeated(piece, 200)), 200 * MIB))
                .build());

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().get("octets").asLong()).isEqualTo(200 * MIB);
  }

  @Test
  void streamsAnUploadOfUnknownLength() {
    byte[] piece = new byte[(int) MIB];

    Answer answer =
        gateway.send(
            gateway
                .request("/v1/uploads/" + ID, token)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArrays(() -> new Repeated(piece, 3)))
                .build());

    assertThat(answer.json().get("octets").asLong()).isEqualTo(3 * MIB);
  }

  @Test
  void tellsWhyAServiceRefusedALargeBody() {
    Answer answer =
        gateway.send(
            gateway
                .request("/v1/uploads/" + ID, token)
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", "7")
                .expectContinue(true)
                .PUT(BodyPublishers.ofByteArray(new byte[(int) (20 * MIB)]))
                .build());

    assertThat(answer.problem()).isEqualTo("upload-offset-mismatch");
    assertThat(answer.status()).isEqualTo(409);
  }

  @Test
  void streamsADownloadThatIsLargerThanItsHeap() throws IOException {
    HttpResponse<InputStream> answer =
        gateway.send(content(200).build(), BodyHandlers.ofInputStream());

    try (InputStream octets = answer.body()) {
      assertThat(octets.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(200 * MIB);
    }
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(200 * MIB);
  }

  @Test
  void passesARangeBack() {
    HttpResponse<byte[]> answer =
        gateway.send(content(200).header("Range", "bytes=0-3").build(), BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).hasSize(4);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 0-3/" + 200 * MIB);
  }

  @Test
  void breaksAnAnswerOffThatItsServiceBrokeOff() {
    assertThatThrownBy(() -> gateway.send(content(666).build(), BodyHandlers.discarding()))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void goesOnAfterAClientThatWentAway() throws IOException {
    HttpResponse<InputStream> answer =
        gateway.send(content(200).build(), BodyHandlers.ofInputStream());
    assertThat(answer.body().read()).isZero();
    answer.body().close();

    assertThat(gateway.get("/v1/audit", token).status()).isEqualTo(200);
  }

  private static HttpRequest.Builder content(int mebibytes) {
    return gateway
        .request("/v1/records/" + ID + "/versions/" + mebibytes + "/content", token)
        .header("Anamnesis-Ticket", "ticket")
        .GET();
  }

  @Test
  void refusesAnOversizedJsonBody() {
    assertThat(gateway.post("/v1/consents", "\"" + "x".repeat(3 << 20) + "\"", token).problem())
        .isEqualTo("request-too-large");
  }

  @Test
  void refusesChainMethodsThatAreNotOnTheList() {
    for (String method :
        List.of("eth_sendRawTransaction", "anvil_mine", "debug_traceTransaction")) {
      assertThat(gateway.post("/v1/chain", call(method), token).problem()).isEqualTo("forbidden");
      assertThat(
              gateway
                  .post("/v1/chain", "[" + call("eth_chainId") + "," + call(method) + "]", token)
                  .problem())
          .isEqualTo("forbidden");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "5",
        "{}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"method\":\"eth_call\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"more\":1}"
      })
  void refusesMalformedChainCalls(String body) {
    assertThat(gateway.post("/v1/chain", body, token).problem()).isEqualTo("malformed-request");
  }

  @Test
  void refusesALargerBatchOfChainCalls() {
    String batch =
        "[" + String.join(",", java.util.Collections.nCopies(21, call("eth_chainId"))) + "]";

    assertThat(gateway.post("/v1/chain", batch, token).problem()).isEqualTo("malformed-request");
  }

  @Test
  void asksTheChain() {
    Answer one = gateway.post("/v1/chain", call("eth_chainId"), token);
    Answer two =
        gateway.post(
            "/v1/chain", "[" + call("eth_chainId") + "," + call("eth_blockNumber") + "]", token);

    assertThat(one.json().get("result").asString()).isEqualTo("0x539");
    assertThat(two.json().size()).isEqualTo(2);
  }

  private static String call(String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[]}";
  }

  @Test
  void servesAPageWithAStrictPolicy() {
    Answer page = gateway.get("/", null);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("<h1>Anamnesis</h1>");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
                + " img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types content-worker");
    assertThat(page.header("Set-Cookie")).isEmpty();
  }
}
