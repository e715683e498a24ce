package org.anamnesis.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class S3OpeningTest {
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final S3Opening opening = new S3Opening(answer, answer::join);

  private static final class Answer extends ByteArrayInputStream {
    private boolean closed;

    Answer() {
      super(new byte[] {7});
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }

  @Test
  void leavesOctetsThatWereTakenToTheirReader() throws IOException {
    Answer octets = new Answer();
    answer.complete(octets);

    try (InputStream taken = opening.octets()) {
      opening.close();

      assertThat(octets.closed).isFalse();
      assertThat(taken.read()).isEqualTo(7);
    }
    assertThat(octets.closed).isTrue();
  }

  @Test
  void closesAnAnswerThatNobodyTook() {
    Answer octets = new Answer();
    answer.complete(octets);

    opening.close();

    assertThat(octets.closed).isTrue();
  }

  @Test
  void closesAnAnswerThatComesTooLate() {
    Answer octets = new Answer();

    opening.close();
    answer.complete(octets);

    assertThat(octets.closed).isTrue();
  }

  @Test
  void failsWhenItsOctetsAreTakenAndNotWhenItIsClosed() {
    answer.completeExceptionally(new IllegalStateException("the store is gone"));

    assertThatThrownBy(opening::octets).hasMessageContaining("the store is gone");
    opening.close();

    assertThat(answer).isCompletedExceptionally();
  }
}
