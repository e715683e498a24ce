package org.anamnesis.serviceweb.ledger;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Connections to the ledger service: it waits 2 s for a block, so an answer comes within 4 s. */
final class LedgerConnections {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private LedgerConnections() {}

  static ClientHttpRequestFactory factory() {
    JdkClientHttpRequestFactory factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
    factory.setReadTimeout(ANSWER);
    return factory;
  }
}
