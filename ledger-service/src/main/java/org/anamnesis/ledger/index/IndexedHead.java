package org.anamnesis.ledger.index;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The end of the index as this process last saw it, and the place to wait for it to move. Holds no
 * database connection.
 */
@Component
public class IndexedHead {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private @Nullable Checkpoint head;

  /** The end of the index, empty before the first block. */
  public Optional<Checkpoint> get() {
    lock.lock();
    try {
      return Optional.ofNullable(head);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the block is indexed, at most as long as given. Returns whether it is. */
  public boolean await(long block, Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (head == null || head.number() < block) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of where the index ends now; a reorganisation moves it back. */
  void moveTo(@Nullable Checkpoint now) {
    lock.lock();
    try {
      head = now;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
