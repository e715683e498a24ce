package org.anamnesis.record.upload;

import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.record.store.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what uploads that were never finished left behind. Nothing else deletes objects. The row
 * goes last, so that a crash in between leaves it for the next time.
 */
@Component
public class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int AT_A_TIME = 100;

  private final Uploads uploads;
  private final BlobStore store;

  Sweeper(Uploads uploads, BlobStore store) {
    this.uploads = uploads;
    this.store = store;
  }

  /** Sweeps once; how many uploads were swept away. */
  @Scheduled(fixedDelayString = "${anamnesis.upload.sweep-every:60s}", initialDelayString = "10s")
  public int sweepOnce() {
    uploads.abandonExpired();
    int swept = 0;
    for (OperationId id : uploads.abandoned(AT_A_TIME)) {
      uploads.find(id).ifPresent(this::sweep);
      swept++;
    }
    return swept;
  }

  private void sweep(Upload upload) {
    store.abortAll(upload.key());
    store.delete(upload.key());
    uploads.forget(upload.id());
    LOG.info("upload {} was not finished in time and is swept away", upload.id());
  }
}
