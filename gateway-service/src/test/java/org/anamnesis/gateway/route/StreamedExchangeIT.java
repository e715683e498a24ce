package org.anamnesis.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.anamnesis.gateway.route.ScriptedService.Connection;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What {@code RoutesIT} cannot make a real service do, word for word on the connection. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StreamedExchangeIT {
  private static final long GIB = 1L << 30;
  private static final int MIB = 1 << 20;
  private final StreamedExchange exchange = new StreamedExchange();
  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() throws IOException {
    exchange.close();
    service.close();
  }

  @Test
  void saysNothingThatIsNotOfTheInterface() throws Exception {
    Future<List<String>> heard =
        service.plays(caller -> {
          String head = caller.hearHead();
          caller.say("HTTP/1.1 204 ");
          return head;
        });
    MockHttpServletRequest incoming = new MockHttpServletRequest("GET", "/v1/audit");
    incoming.addHeader("Accept-Encoding", "gzip");
    incoming.addHeader("User-Agent", "browser");
    incoming.addHeader("Range", "bytes=0-3");

    answer(incoming);

    assertThat(heard.get().getFirst().lines().map(line -> line.split(":", 2)[0]))
        .startsWith("GET /v1/audit HTTP/1.1")
        .filteredOn(line -> !line.startsWith("GET "))
        .containsExactlyInAnyOrder("Range", "traceparent", "Host", "Connection", "");
  }

  @Test
  void usesAConnectionAgainThatWasReadToItsEnd() throws Exception {
    Future<List<String>> heard =
        service.plays(caller -> {
          caller.hearHead();
          caller.say("HTTP/1.1 200 ", "Content-Length: 4", "", "{}");
          String second = caller.hearHead();
          caller.say("HTTP/1.1 204 ");
          return second;
        });

    assertThat(answer(get("/first")).getContentAsByteArray()).hasSize(4);
    assertThat(answer(get("/second")).getStatus()).isEqualTo(204);

    assertThat(heard.get().getFirst()).startsWith("GET /second");
  }

  @Test
  void asksAServiceAgainThatWasStartedAnew() throws Exception {
    Future<List<String>> heard =
        service.plays(StreamedExchangeIT::empty, StreamedExchangeIT::empty);

    assertThat(answer(get("/first")).getStatus()).isEqualTo(204);
    assertThat(answer(get("/second")).getStatus()).isEqualTo(204);

    assertThat(heard.get().getLast()).startsWith("GET /second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void sendsNothingTwiceThatMayChangeSomething(String method) throws Exception {
    Future<List<String>> heard = service.plays(Connection::hearHead, StreamedExchangeIT::empty);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answer(upload(method, new ByteArrayInputStream(new byte[9]), 9)))
        .satisfies(broken -> assertThat(broken.detail()).contains("ask for the state"));
    assertThat(answer(get("/next")).getStatus()).isEqualTo(204);

    assertThat(heard.get().getLast()).startsWith("GET /next");
  }

  @Test
  void tellsThatNothingListens() throws Exception {
    service.close();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answer(get("/")))
        .satisfies(down -> assertThat(down.detail()).contains("does not answer"));
  }

  @Test
  void sendsNoBodyToAServiceThatAnswersInsteadOfAskingForIt() throws Exception {
    Future<List<byte[]>> heard =
        service.plays(caller -> {
          caller.hearHead();
          caller.say("HTTP/1.1 200 ", "Content-Length: 0");
          return caller.hearToTheEnd();
        });

    assertThat(answer(upload("PUT", new Endless(), GIB)).getStatus()).isEqualTo(200);

    assertThat(heard.get().getFirst()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4 * MIB})
  void breaksABodyOffThatItsSenderBrokeOff(long length) throws Exception {
    Future<List<byte[]>> heard =
        service.plays(caller -> {
          caller.hearHead();
          caller.say("HTTP/1.1 100 Continue");
          return caller.hearToTheEnd();
        });
    InputStream body =
        new SequenceInputStream(new ByteArrayInputStream(new byte[MIB]), new Broken());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answer(upload("PUT", body, length)))
        .satisfies(broken -> assertThat(broken.type()).isEqualTo(ProblemType.BODY_LENGTH_MISMATCH));

    assertThat(heard.get().getFirst()).hasSizeBetween(MIB, MIB + 1024);
    assertThat(new String(heard.get().getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotEndWith("0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
  void breaksAnAnswerOffThatItsServiceBrokeOff(String framing) throws Exception {
    Future<List<String>> heard =
        service.plays(caller -> {
          String head = caller.hearHead();
          caller.say("HTTP/1.1 200 ", framing, "", "2", "{}");
          return head;
        });

    assertThatIOException().isThrownBy(() -> answer(get("/")));

    assertThat(heard.get()).hasSize(1);
  }

  @Test
  void readsNoFurtherForACallerWhoWentAway() throws Exception {
    Future<List<Long>> said =
        service.plays(caller -> {
          caller.hearHead();
          caller.say("HTTP/1.1 200 ", "Content-Length: " + GIB);
          return caller.sayUntilItIsNotHeard(GIB);
        });
    MockHttpServletResponse gone =
        new MockHttpServletResponse() {
          @Override
          public jakarta.servlet.ServletOutputStream getOutputStream() {
            return new org.springframework.mock.web.DelegatingServletOutputStream(
                new OutputStream() {
                  @Override
                  public void write(int octet) throws IOException {
                    throw new IOException("the caller went away");
                  }
                });
          }
        };

    assertThatIOException().isThrownBy(() -> answer(get("/"), gone));

    assertThat(said.get().getFirst()).isLessThan(64 * MIB);
  }

  /** Spring would answer 304 itself, and leave the service's answer on its connection. */
  @Test
  void leavesItToTheServiceWhetherItsCallerHasTheAnswerAlready() throws Exception {
    Future<List<String>> heard =
        service.plays(caller -> {
          String head = caller.hearHead();
          caller.say("HTTP/1.1 200 ", "ETag: \"same\"", "Content-Length: 4", "", "{}");
          return head;
        });
    MockHttpServletRequest incoming = get("/");
    incoming.addHeader("If-None-Match", "\"same\"");

    MockHttpServletResponse answer = answer(incoming);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("ETag")).isEqualTo("\"same\"");
    assertThat(answer.getContentAsByteArray()).hasSize(4);
    assertThat(heard.get()).hasSize(1);
  }

  private static String empty(Connection caller) throws IOException {
    String head = caller.hearHead();
    caller.say("HTTP/1.1 204 ");
    return head;
  }

  private static MockHttpServletRequest get(String path) {
    return new MockHttpServletRequest("GET", path);
  }

  private static MockHttpServletRequest upload(String method, InputStream body, long length) {
    MockHttpServletRequest request =
        new MockHttpServletRequest(method, "/upload") {
          @Override
          public long getContentLengthLong() {
            return length;
          }

          @Override
          public ServletInputStream getInputStream() {
            return new DelegatingServletInputStream(body);
          }
        };
    if (length < 0) {
      request.addHeader("Transfer-Encoding", "chunked");
    }
    return request;
  }

  private MockHttpServletResponse answer(MockHttpServletRequest incoming)
      throws ServletException, IOException {
    return answer(incoming, new MockHttpServletResponse());
  }

  private MockHttpServletResponse answer(
      MockHttpServletRequest incoming, MockHttpServletResponse answer)
      throws ServletException, IOException {
    ServerRequest request = ServerRequest.create(incoming, List.of());
    ServerResponse passed =
        exchange.exchange(
            exchange
                .request(request)
                .uri(service.at(request.path()))
                .headers(request.headers().asHttpHeaders())
                .build());
    passed.writeTo(incoming, answer, List::of);
    return answer;
  }

  /** A body that has no end. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return length;
    }
  }

  /** A body whose sender went away. */
  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the sender went away");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw new IOException("the sender went away");
    }
  }
}
