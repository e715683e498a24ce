package org.anamnesis.serviceweb.ledger;

import java.time.Duration;
import org.anamnesis.serviceweb.stream.Hops;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Connections to the ledger service: it waits 2 s for a block, so an answer comes within 4 s. */
final class LedgerConnections {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private LedgerConnections() {}

  static ClientHttpRequestFactory factory() {
    return new HttpComponentsClientHttpRequestFactory(Hops.client(CONNECT, ANSWER));
  }
}
