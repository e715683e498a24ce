package org.anamnesis.record.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer of the store that is still to come. Not safe for use by several threads. */
final class S3Opening implements Opening {
  private static final Logger LOG = LoggerFactory.getLogger(S3Opening.class);

  private final CompletableFuture<? extends InputStream> answer;
  private final Supplier<InputStream> await;
  private boolean taken;

  /**
   * @param answer of the store
   * @param await waits for it, and says what is wrong with it as the store's other calls do
   */
  S3Opening(CompletableFuture<? extends InputStream> answer, Supplier<InputStream> await) {
    this.answer = answer;
    this.await = await;
  }

  @Override
  public InputStream octets() {
    InputStream octets = await.get();
    taken = true;
    return octets;
  }

  @Override
  public void close() {
    if (!taken) {
      var unused = answer.thenAccept(S3Opening::discard);
    }
  }

  private static void discard(InputStream unread) {
    try {
      unread.close();
    } catch (IOException broken) {
      LOG.debug("an answer of the object store that nobody reads does not close", broken);
    }
  }
}
