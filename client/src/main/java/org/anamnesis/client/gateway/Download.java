package org.anamnesis.client.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** An answer, of whatever status, whose octets come in as they are read. */
public final class Download {
  private final HttpGet request;
  private final ClassicHttpResponse response;

  Download(HttpGet request, ClassicHttpResponse response) {
    this.request = request;
    this.response = response;
  }

  /** The HTTP status. */
  public int status() {
    return response.getCode();
  }

  /** The first header of a name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** The octets; closed early, the rest of them is not read. */
  public InputStream octets() throws IOException {
    InputStream octets =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    return new FilterInputStream(octets) {
      // Closing the answer itself would read it to its end first.
      @Override
      public void close() {
        request.cancel();
      }
    };
  }
}
