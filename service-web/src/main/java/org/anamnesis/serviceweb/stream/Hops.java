package org.anamnesis.serviceweb.stream;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Questions from one service to the next, on the thread that asks: a client that hands each buffer
 * from thread to thread costs a hop more than the hop itself. Nothing is done unasked: no
 * redirects, cookies, compression or headers; only a GET that met a connection which had just been
 * closed is sent once more. Not for large bodies: it hears no answer before it has sent all.
 */
public final class Hops {
  private static final int CONNECTIONS = 512;
  private static final TimeValue IDLE = TimeValue.ofSeconds(15);

  private Hops() {}

  /**
   * A client for one other service.
   *
   * @param connect the longest time to connect
   * @param answer the longest time that the other service says nothing
   */
  public static CloseableHttpClient client(Duration connect, Duration answer) {
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(connect))
                    .setSocketTimeout(Timeout.of(answer))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build())
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(Http1Config.custom().setBufferSize(Pieces.SIZE).build())
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(answer))
                .setResponseTimeout(Timeout.of(answer))
                .build())
        .setRetryStrategy(new OnceForGet())
        .evictIdleConnections(IDLE)
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .build();
  }

  /** A service closes connections that it does not need, perhaps just before a request arrives. */
  private static final class OnceForGet implements HttpRequestRetryStrategy {
    @Override
    public boolean retryRequest(
        HttpRequest request, IOException failure, int attempts, HttpContext context) {
      return attempts == 1
          && Method.GET.isSame(request.getMethod())
          && (failure instanceof NoHttpResponseException || failure instanceof SocketException);
    }

    @Override
    public boolean retryRequest(HttpResponse response, int attempts, HttpContext context) {
      return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int attempts, HttpContext context) {
      return TimeValue.ZERO_MILLISECONDS;
    }
  }
}
