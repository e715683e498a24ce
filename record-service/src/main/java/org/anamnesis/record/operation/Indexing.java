package org.anamnesis.record.operation;

import java.util.concurrent.atomic.AtomicLong;
import org.anamnesis.outbox.OperationState;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds the news that an operation is anchored until the ledger's index has its block, so that
 * whoever hears it finds what they ask for next.
 */
@Component
public class Indexing {
  private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

  private final LedgerClient ledger;
  private final AtomicLong indexed = new AtomicLong();

  Indexing(LedgerClient ledger) {
    this.ledger = ledger;
  }

  /**
   * Waits for the block of an anchored operation, at most as long as the ledger does (2 s). The
   * operation is anchored whether or not the ledger keeps up, so its problems are no problem here.
   */
  public void await(StoredOperation operation) {
    if (operation.state() instanceof OperationState.Anchored anchored
        && anchored.anchor().block() > indexed.get()) {
      try {
        indexed.accumulateAndGet(ledger.index(anchored.anchor().block()).block(), Math::max);
      } catch (ProblemException behind) {
        LOG.info("operation {}: told before it was indexed", operation.id(), behind);
      }
    }
  }
}
