package org.anamnesis.record.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.anamnesis.serviceweb.stream.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that read and write whole pieces of a stream, and whose reads end by themselves. OkHttp
 * asks for 8 KiB at a time, and tells a watching thread before and after, if it is to limit them;
 * and what it writes last would wait until all before it is acknowledged.
 */
final class PieceSockets extends SocketFactory {
  private final int timeout;

  /**
   * @param timeout for every read, unless one is set on the socket
   */
  PieceSockets(Duration timeout) {
    this.timeout = Math.toIntExact(timeout.toMillis());
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new PieceSocket(timeout);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from)
      throws IOException {
    Socket socket = createSocket();
    try {
      socket.setSoTimeout(timeout);
      socket.bind(from);
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static final class PieceSocket extends Socket {
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private final int timeout;

    PieceSocket(int timeout) {
      this.timeout = timeout;
    }

    /** Of OkHttp, which leaves reads to the socket, this is 0. */
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis == 0 ? timeout : millis);
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new BufferedInputStream(super.getInputStream(), Pieces.SIZE);
      }
      return in;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
      if (out == null) {
        out = new BufferedOutputStream(super.getOutputStream(), Pieces.SIZE);
      }
      return out;
    }
  }
}
