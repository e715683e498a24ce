package org.anamnesis.record.upload;

import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what uploads that were never finished left behind. Nothing else deletes objects. The row
 * goes last, so that a crash in between leaves it for the next time, and not before its operation
 * has expired: as long as the author could begin it again, a sweep that was held up might delete
 * what they wrote the second time.
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
      if (uploads.find(id).filter(this::sweep).isPresent()) {
        swept++;
      }
    }
    return swept;
  }

  private boolean sweep(Upload upload) {
    try {
      store.abortAll(upload.key());
      store.delete(upload.key());
      uploads.swept(upload);
      LOG.info("upload {} was not finished in time and is swept away", upload.id());
      return true;
    } catch (ProblemException | DataAccessException failed) {
      LOG.warn("upload {} cannot be swept away now", upload.id(), failed);
      return false;
    }
  }
}
