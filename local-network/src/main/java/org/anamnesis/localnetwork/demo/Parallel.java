package org.anamnesis.localnetwork.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few things at once, as a busy ward would. */
final class Parallel {
  private static final int AT_ONCE = 4;

  private Parallel() {}

  interface Work<A, B> {
    B on(A item);
  }

  static <A, B> List<B> each(List<A> items, Work<A, B> work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<B>> futures =
          items.stream().map(item -> threads.submit(() -> work.on(item))).toList();
      List<B> results = new ArrayList<>();
      for (Future<B> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
