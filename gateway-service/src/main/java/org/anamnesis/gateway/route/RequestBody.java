package org.anamnesis.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request's body as another thread reads it. Once closed, nothing is read any more: the container
 * gives the request's stream to the next request.
 */
final class RequestBody extends InputStream {
  private final HttpServletRequest request;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private volatile @Nullable ProblemException failure;

  RequestBody(HttpServletRequest request) {
    this.request = request;
  }

  /** Whether the request has a body at all. */
  boolean isThere() {
    return length() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  /** Its octets as the request announced them; -1 if it did not. */
  long length() {
    return request.getContentLengthLong();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the request is over");
      }
      return request.getInputStream().read(into, offset, length);
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
    } finally {
      lock.unlock();
    }
  }

  /** Throws what went wrong with the body on the caller's side, if that is what went wrong. */
  void rethrowFailure() {
    ProblemException found = failure;
    if (found != null) {
      throw found;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
