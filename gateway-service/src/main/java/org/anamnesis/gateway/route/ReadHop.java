package org.anamnesis.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.anamnesis.serviceweb.stream.Hops;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.CloseMode;
import org.springframework.http.HttpMethod;

/** Requests without a body, whose answers may be large, on the thread that waits for them. */
final class ReadHop implements AutoCloseable {
  private final CloseableHttpClient http;

  /**
   * Makes one.
   *
   * @param connect the longest time to connect
   * @param answer the longest time that a service says nothing
   */
  ReadHop(Duration connect, Duration answer) {
    this.http = Hops.client(connect, answer);
  }

  Answer send(HttpMethod method, URI to, Map<String, String> headers) throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(method.name(), to);
    headers.forEach(request::setHeader);
    return new Answered(request, http.executeOpen(null, request, HttpClientContext.create()));
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }

  private record Answered(HttpUriRequestBase request, ClassicHttpResponse response)
      implements Answer {
    @Override
    public int status() {
      return response.getCode();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
      for (Header header : response.getHeaders()) {
        each.accept(header.getName(), header.getValue());
      }
    }

    @Override
    public InputStream octets() throws IOException {
      return response.getEntity() == null
          ? InputStream.nullInputStream()
          : response.getEntity().getContent();
    }

    /** Closing the response would read it to its end first. */
    @Override
    public void close() {
      request.cancel();
    }
  }
}
