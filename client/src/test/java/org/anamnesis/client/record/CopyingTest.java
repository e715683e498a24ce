package org.anamnesis.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyingTest {
  private static final int PIECE = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 7})
  void copiesAllOfItInOrder(int length) throws IOException {
    byte[] octets = random(length);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    AtomicLong told = new AtomicLong();

    Copying.of(new ByteArrayInputStream(octets), copy::write, told::addAndGet);

    assertThat(copy.toByteArray()).isEqualTo(octets);
    assertThat(told).hasValue(length);
  }

  @Test
  void failsAsItsSourceDoes() {
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream(random(2 * PIECE)), new CutOff());
    ByteArrayOutputStream copy = new ByteArrayOutputStream();

    assertThatThrownBy(() -> Copying.of(failing, copy::write, octets -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("cut off");
    assertThat(copy.size()).isEqualTo(2 * PIECE);
  }

  @Test
  void failsAsItsSinkDoes() {
    assertThatThrownBy(() ->
            Copying.of(
                new ByteArrayInputStream(random(3 * PIECE)),
                (octets, offset, length) -> {
                  throw new IOException("no space left");
                },
                octets -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void waitsForNoSourceWhenItsSinkFails() {
    Silent silent = new Silent();
    InputStream source = new SequenceInputStream(new ByteArrayInputStream(random(PIECE)), silent);

    assertThatThrownBy(() ->
            Copying.of(
                source,
                (octets, offset, length) -> {
                  silent.awaitReader();
                  throw new IOException("no space left");
                },
                octets -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  /** Says nothing until it is closed; no interrupt ends that, as with a socket. */
  private static final class Silent extends InputStream {
    private final CompletableFuture<Void> reading = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    void awaitReader() {
      reading.join();
    }

    @Override
    public int read() throws IOException {
      reading.complete(null);
      closed.join();
      throw new IOException("closed");
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      return read();
    }

    @Override
    public void close() {
      closed.complete(null);
    }
  }

  private static final class CutOff extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("cut off");
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      throw new IOException("cut off");
    }
  }

  private static byte[] random(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }
}
