package org.anamnesis.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads from a server that keeps its promises, and from one that breaks off. */
class DownloadsTest {
  private static final String HEADER = "Anamnesis-Ticket";

  private final Downloads downloads = new Downloads();
  private final byte[] octets = new byte[3_000_000];
  private final BlockingQueue<InetSocketAddress> askers = new LinkedBlockingQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(octets);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/whole",
        exchange -> {
          askers.add(exchange.getRemoteAddress());
          boolean known = "open".equals(exchange.getRequestHeaders().getFirst(HEADER));
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders(known ? 200 : 403, known ? octets.length : 4);
          exchange.getResponseBody().write(known ? octets : new byte[4]);
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/whole");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 1L << 40);
          while (true) {
            exchange.getResponseBody().write(octets);
            sent.addAndGet(octets.length);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Download get(String path) throws IOException {
    return downloads.get(at(server.getAddress().getPort(), path), Map.of(HEADER, "open"));
  }

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Test
  void givesTheOctetsAndUsesItsConnectionAgain() throws Exception {
    for (int time = 0; time < 2; time++) {
      Download download = get("/whole");
      assertThat(download.status()).isEqualTo(200);
      try (InputStream in = download.octets()) {
        assertThat(in.readAllBytes()).isEqualTo(octets);
      }
    }
    assertThat(askers.take()).isEqualTo(askers.take());
  }

  @Test
  void givesARefusalAsItIs() throws Exception {
    Download download =
        downloads.get(at(server.getAddress().getPort(), "/whole"), Map.of(HEADER, "closed"));
    assertThat(download.status()).isEqualTo(403);
    assertThat(download.header("retry-after")).contains("7");
    assertThat(download.header("Location")).isEmpty();
    assertThat(download.octets().readAllBytes()).hasSize(4);
  }

  @Test
  void goesThroughTheProxyThatTheJdkIsToldOf() throws Exception {
    ProxySelector usual = ProxySelector.getDefault();
    ProxySelector.setDefault(ProxySelector.of(server.getAddress()));
    try {
      Download download =
          new Downloads().get(URI.create("http://records.invalid/whole"), Map.of(HEADER, "open"));
      assertThat(download.octets().readAllBytes()).isEqualTo(octets);
    } finally {
      ProxySelector.setDefault(usual);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    Download download = get("/moved");
    assertThat(download.status()).isEqualTo(302);
    assertThat(download.octets().readAllBytes()).isEmpty();
  }

  @Test
  void leavesTheRestUnreadWhenItIsClosed() throws Exception {
    try (InputStream in = get("/endless").octets()) {
      assertThat(in.readNBytes(octets.length)).isEqualTo(octets);
    }
    // What is on the way fits into the sockets' buffers; a terabyte would not end.
    assertThat(sent.get()).isLessThan(1L << 30);
  }

  @Test
  void failsWhenTheAnswerBreaksOff() throws Exception {
    try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerHalf(half));
      try (InputStream in = downloads.get(at(half.getLocalPort(), "/"), Map.of()).octets()) {
        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  @Timeout(60)
  void endsAReadThatWaitsWhenItIsClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Download> asked =
          threads.submit(() -> downloads.get(at(silent.getLocalPort(), "/"), Map.of()));
      try (var socket = silent.accept()) {
        answerHalf(socket);
        InputStream in = asked.get().octets();
        assertThat(in.readNBytes(5)).asString(StandardCharsets.US_ASCII).isEqualTo("half!");
        Future<Integer> waiting = threads.submit(() -> in.read());
        in.close();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void asksNothingMoreOnceItIsClosed() throws Exception {
    try (InputStream in = get("/endless").octets()) {
      downloads.close();
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> get("/whole")).hasMessageContaining("shut down");
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThatThrownBy(() -> downloads.get(at(port, "/"), Map.of()))
        .isInstanceOf(IOException.class);
  }

  private static void answerHalf(ServerSocket server) {
    try (var socket = server.accept()) {
      answerHalf(socket);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void answerHalf(Socket socket) throws IOException {
    socket.getInputStream().readNBytes(1);
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!"
                .getBytes(StandardCharsets.US_ASCII));
  }
}
