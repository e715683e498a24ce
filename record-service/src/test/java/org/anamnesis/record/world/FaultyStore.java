package org.anamnesis.record.world;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.anamnesis.record.store.BlobKey;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.record.store.Multipart;
import org.anamnesis.record.store.Opening;
import org.anamnesis.record.store.PartTag;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;

/** The real store, behind which the service can be made to die once, or that has no answer. */
public final class FaultyStore implements BlobStore {
  private final BlobStore real;
  private final AtomicReference<Step> dies = new AtomicReference<>(Step.NEVER);
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  FaultyStore(BlobStore real) {
    this.real = real;
  }

  /** After which step the service dies. */
  public enum Step {
    /** It lives. */
    NEVER,
    /** The object is written in one request. */
    PUT,
    /** An upload by parts is begun. */
    BEGIN,
    /** A part is written. */
    PART,
    /** The object is made of its parts. */
    COMPLETE,
    /** Parts are forgotten. */
    ABORT,
    /** The object is deleted. */
    DELETE
  }

  /** The service's death, as far as a test in the same process can have it. */
  public static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets the next such step be done, and nothing after it. */
  public void dieAfter(Step step) {
    dies.set(step);
  }

  /** Has no answer about some object from now on. */
  public void refuse(String key) {
    refused.add(key);
  }

  private void refuseIfTold(BlobKey key) {
    if (refused.contains(key.text())) {
      throw new ProblemException(ProblemType.STORE_UNAVAILABLE, "The store has no answer.");
    }
  }

  /** How often a run of octets was asked for. */
  public int asked() {
    return asked.get();
  }

  /** How often what the store answered was taken. */
  public int taken() {
    return taken.get();
  }

  /** How many runs were asked for and not closed yet. */
  public int open() {
    return open.get();
  }

  private void after(Step step) {
    if (dies.compareAndSet(step, Step.NEVER)) {
      throw new Died();
    }
  }

  @Override
  public void put(BlobKey key, Chunk octets) {
    real.put(key, octets);
    after(Step.PUT);
  }

  @Override
  public Multipart begin(BlobKey key) {
    Multipart upload = real.begin(key);
    after(Step.BEGIN);
    return upload;
  }

  @Override
  public PartTag putPart(BlobKey key, Multipart upload, int part, Chunk octets) {
    PartTag tag = real.putPart(key, upload, part, octets);
    after(Step.PART);
    return tag;
  }

  @Override
  public void complete(BlobKey key, Multipart upload, List<PartTag> parts, long length) {
    real.complete(key, upload, parts, length);
    after(Step.COMPLETE);
  }

  @Override
  public Optional<Long> length(BlobKey key) {
    return real.length(key);
  }

  @Override
  public Opening ask(BlobKey key, long from, long length) {
    refuseIfTold(key);
    Opening opening = real.ask(key, from, length);
    asked.incrementAndGet();
    open.incrementAndGet();
    return new Opening() {
      @Override
      public InputStream octets() {
        InputStream octets = opening.octets();
        taken.incrementAndGet();
        return octets;
      }

      @Override
      public void close() {
        opening.close();
        open.decrementAndGet();
      }
    };
  }

  @Override
  public void abort(BlobKey key, Multipart upload) {
    real.abort(key, upload);
    after(Step.ABORT);
  }

  @Override
  public void abortAll(BlobKey key) {
    real.abortAll(key);
    after(Step.ABORT);
  }

  @Override
  public void delete(BlobKey key) {
    refuseIfTold(key);
    real.delete(key);
    after(Step.DELETE);
  }
}
