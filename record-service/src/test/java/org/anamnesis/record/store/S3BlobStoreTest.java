package org.anamnesis.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest {
  private static final int READERS = 40;
  private static final BlobKey KEY =
      new BlobKey(RecordId.of(octets(1)), 1, OperationId.of(octets(2)));

  @Test
  void asksAStoreThatTakesItsTimeForManyAtOnce() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, READERS, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout(10_000);
      BlobStore store = new S3BlobStore(at(silent));

      List<Opening> openings =
          IntStream.range(0, READERS).mapToObj(i -> store.ask(KEY, 0, 100)).toList();

      List<Socket> requests = new ArrayList<>();
      for (Opening ignored : openings) {
        requests.add(silent.accept());
      }
      assertThat(requests).hasSize(READERS);
      for (Socket request : requests) {
        request.close();
      }
      openings.forEach(Opening::close);
    }
  }

  private static StoreSettings at(ServerSocket server) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
    return new StoreSettings(
        endpoint,
        "records",
        "us-east-1",
        "key",
        "secret",
        Duration.ofMinutes(5),
        Duration.ZERO,
        null);
  }

  private static byte[] octets(int octet) {
    return Hash.sha256(new byte[] {(byte) octet}).bytes();
  }
}
