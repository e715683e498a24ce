package org.anamnesis.client.gateway;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Gets large answers on the thread that reads them: the JDK's client hands each buffer through
 * three threads ({@code docs/adr/0019}). Goes through the proxy that the JDK is told of, as all
 * else does. Nothing is done unasked: no redirects, repetitions, cookies or compression. An answer
 * that breaks off before its announced end is an {@link IOException}.
 */
public final class Downloads implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final Timeout CONNECT = Timeout.of(Duration.ofSeconds(10));
  private static final Timeout SILENCE = Timeout.of(Duration.ofSeconds(60));

  private final CloseableHttpClient http =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setDefaultConnectionConfig(
                      ConnectionConfig.custom()
                          .setConnectTimeout(CONNECT)
                          .setSocketTimeout(SILENCE)
                          .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                          .build())
                  .setConnectionFactory(
                      ManagedHttpClientConnectionFactory.builder()
                          .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                          .build())
                  .build())
          .setProxySelector(ProxySelector.getDefault())
          .disableRedirectHandling()
          .disableAutomaticRetries()
          .disableCookieManagement()
          .disableAuthCaching()
          .disableContentCompression()
          .disableDefaultUserAgent()
          .build();

  /**
   * Asks once, and waits at most 60 s for anything to come.
   *
   * @throws IOException if nothing answers
   */
  public Download get(URI from, Map<String, String> headers) throws IOException {
    HttpGet request = new HttpGet(from);
    headers.forEach(request::setHeader);
    return new Download(request, http.executeOpen(null, request, HttpClientContext.create()));
  }

  /** Breaks off what is under way, and ends all connections. */
  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
