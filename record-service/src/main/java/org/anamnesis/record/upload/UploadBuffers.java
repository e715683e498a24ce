package org.anamnesis.record.upload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Bounds the memory that all running uploads use together. */
@Component
final class UploadBuffers {
  private final Semaphore segments;
  private final Duration patience;

  UploadBuffers(UploadSettings settings) {
    segments =
        new Semaphore(Math.toIntExact(settings.buffer().toBytes() / UploadSettings.SEGMENT), true);
    patience = settings.patience();
  }

  /**
   * Lends a buffer; waits a while if too many others have theirs.
   *
   * @param size octets
   */
  <T> T with(int size, Function<byte[], T> use) {
    int permits = Math.ceilDiv(size, UploadSettings.SEGMENT);
    acquire(permits);
    try {
      return use.apply(new byte[size]);
    } finally {
      segments.release(permits);
    }
  }

  private void acquire(int permits) {
    try {
      if (segments.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        ProblemType.TOO_MANY_REQUESTS, "Too many uploads run at a time; try again soon.");
  }
}
