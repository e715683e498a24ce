package org.anamnesis.protocol.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.anamnesis.protocol.id.Hash;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the plaintext, made on another core while its octets are sealed or given out: hashing
 * costs most of both, and there are two hashes. A busy pool leaves it to {@link #await}. Not safe
 * for use by several threads.
 */
final class PlaintextHash {
  /** Octets from which on another core pays. */
  private static final int APART = 1 << 16;

  private final MessageDigest digest = Hash.digest();
  private @Nullable ForkJoinTask<?> running;

  /** Begins to hash what comes next; the octets stay as they are until {@link #await}. */
  void begin(ByteBuffer octets) {
    await();
    ByteBuffer all = octets.duplicate();
    if (all.remaining() < APART) {
      digest.update(all);
    } else {
      running = ForkJoinPool.commonPool().submit(() -> digest.update(all));
    }
  }

  /** Ends what was begun. */
  void await() {
    if (running != null) {
      running.join();
      running = null;
    }
  }

  /** The hash of all that was begun. */
  Hash finish() {
    await();
    return Hash.of(digest.digest());
  }
}
