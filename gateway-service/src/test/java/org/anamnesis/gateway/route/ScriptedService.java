package org.anamnesis.gateway.route;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A service that plays one script for each connection, one after the other, and hangs up at its
 * end.
 */
final class ScriptedService implements AutoCloseable {
  /** What a service does with a connection, and what it has to tell about it. */
  interface Script<T> {
    T play(Connection caller) throws IOException;
  }

  private final ServerSocket server;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

  ScriptedService() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** What scripts have to tell of as many connections, in their order. */
  @SafeVarargs
  final <T> Future<List<T>> plays(Script<T>... scripts) {
    Callable<List<T>> all =
        () -> {
          List<T> told = new java.util.ArrayList<>();
          for (Script<T> script : scripts) {
            try (Socket caller = server.accept()) {
              told.add(script.play(new Connection(caller)));
            }
          }
          return told;
        };
    return thread.submit(all);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  @Override
  public void close() throws IOException {
    server.close();
    thread.close();
  }

  /** A service's side of a connection. */
  record Connection(Socket socket) {
    /** Reads up to the empty line after a request's headers. */
    String hearHead() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int octet = in.read();
        if (octet < 0) {
          throw new IOException("hung up after " + head);
        }
        head.write(octet);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] hear(int octets) throws IOException {
      return socket.getInputStream().readNBytes(octets);
    }

    byte[] hearToTheEnd() throws IOException {
      return socket.getInputStream().readAllBytes();
    }

    void say(String... lines) throws IOException {
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Goes on until nobody takes it; returns how many octets were taken. */
    long sayUntilItIsNotHeard(long octets) {
      byte[] piece = new byte[64 * 1024];
      long said = 0;
      try {
        for (; said < octets; said += piece.length) {
          socket.getOutputStream().write(piece);
        }
      } catch (IOException hungUp) {
        return said;
      }
      return said;
    }
  }
}
