package org.anamnesis.localnetwork.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that a process between a reader and a store can do: it passes octets on in both
 * directions, and looks at none of them. Started by {@link BareHops}, which it ends with.
 */
final class BareHop {
  private static final int PIECE = 64 << 10;

  private BareHop() {}

  /** Passes on to the loopback port given; says its own. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress next = loopback(Integer.parseInt(arguments[0]));
    try (ServerSocketChannel door = ServerSocketChannel.open().bind(loopback(0))) {
      Thread.ofPlatform().daemon().start(() -> serve(door, next));
      System.out.println(((InetSocketAddress) door.getLocalAddress()).getPort());
      System.out.flush();
      System.in.read();
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void serve(ServerSocketChannel door, InetSocketAddress next) {
    while (door.isOpen()) {
      try {
        SocketChannel asker = door.accept();
        SocketChannel asked = SocketChannel.open(next);
        asker.setOption(StandardSocketOptions.TCP_NODELAY, true);
        asked.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread.ofPlatform().daemon().start(() -> pass(asker, asked));
        Thread.ofPlatform().daemon().start(() -> pass(asked, asker));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Until one side ends, which ends the other. */
  private static void pass(SocketChannel from, SocketChannel to) {
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    try (from;
        to) {
      while (from.read(piece.clear()) >= 0) {
        piece.flip();
        while (piece.hasRemaining()) {
          to.write(piece);
        }
      }
    } catch (IOException ended) {
      // The other direction closed both; there is nobody to tell.
    }
  }
}
