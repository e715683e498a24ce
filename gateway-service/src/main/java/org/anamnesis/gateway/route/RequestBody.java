package org.anamnesis.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.stream.Pieces;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request's body as it is passed on, which remembers whether its sender failed. */
final class RequestBody extends AbstractHttpEntity {
  private final HttpServletRequest request;
  private @Nullable ProblemException failure;

  RequestBody(HttpServletRequest request) {
    super((String) null, null);
    this.request = request;
  }

  /** Whether the request has a body at all. */
  boolean isThere() {
    return getContentLength() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  /** Whether it is known to have no more octets than that. */
  boolean isAtMost(long octets) {
    return getContentLength() >= 0 && getContentLength() <= octets;
  }

  /** Throws what went wrong with the body on the caller's side, if that is what went wrong. */
  void rethrowFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] piece = new byte[Pieces.SIZE];
    for (int n = read(piece); n > 0; n = read(piece)) {
      out.write(piece, 0, n);
    }
  }

  private int read(byte[] piece) throws IOException {
    try {
      return getContent().readNBytes(piece, 0, piece.length);
    } catch (ProblemException refused) {
      failure = refused;
      throw new IOException("the body was refused", refused);
    } catch (IOException lost) {
      failure =
          new ProblemException(
              ProblemType.BODY_LENGTH_MISMATCH,
              "The body ended before its announced length.",
              lost);
      throw lost;
    }
  }

  @Override
  public InputStream getContent() throws IOException {
    return request.getInputStream();
  }

  @Override
  public long getContentLength() {
    return request.getContentLengthLong();
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  /** The container closes its stream itself. */
  @Override
  public void close() {}
}
