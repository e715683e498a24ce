package org.anamnesis.record.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UploadBuffersTest {
  private static final int PART = 2 * UploadSettings.SEGMENT;

  @Test
  void lendsNoMoreThanItsMemoryAtATime() {
    UploadBuffers buffers = buffers(Duration.ZERO);

    int lent =
        buffers.with(
            PART,
            first ->
                buffers.with(
                    PART,
                    second -> {
                      assertThatThrownBy(() -> buffers.with(1, third -> third))
                          .isInstanceOfSatisfying(
                              ProblemException.class,
                              refused ->
                                  assertThat(refused.type())
                                      .isEqualTo(ProblemType.TOO_MANY_REQUESTS));
                      return first.length + second.length;
                    }));

    assertThat(lent).isEqualTo(2 * PART);
  }

  @Test
  void hasItsMemoryBackAlsoFromAnUploadThatFailed() {
    UploadBuffers buffers = buffers(Duration.ZERO);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() ->
              buffers.with(
                  2 * PART,
                  buffer -> {
                    throw new IllegalStateException("failed");
                  }))
          .hasMessage("failed");
    }
    assertThat(buffers.<Integer>with(2 * PART, buffer -> buffer.length)).isEqualTo(2 * PART);
  }

  @Test
  void givesTheNextInLineWhatAnotherGivesBack() throws Exception {
    UploadBuffers buffers = buffers(Duration.ofMinutes(1));
    CountDownLatch lent = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          threads.submit(() -> buffers.with(2 * PART, buffer -> held(lent, enough)));
      lent.await();
      FutureTask<Integer> second =
          new FutureTask<>(() -> buffers.with(PART, buffer -> buffer.length));
      Thread inLine = Thread.ofPlatform().start(second);
      while (inLine.getState() != Thread.State.TIMED_WAITING) {
        assertThat(second.isDone()).isFalse();
        Thread.onSpinWait();
      }
      enough.countDown();

      assertThat(first.get()).isZero();
      assertThat(second.get()).isEqualTo(PART);
    }
  }

  private static int held(CountDownLatch lent, CountDownLatch enough) {
    lent.countDown();
    try {
      enough.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static UploadBuffers buffers(Duration patience) {
    return new UploadBuffers(
        new UploadSettings(
            DataSize.ofBytes(PART),
            DataSize.ofGigabytes(1),
            DataSize.ofBytes(2 * PART),
            patience,
            Duration.ofDays(1),
            Duration.ofMinutes(2)));
  }
}
