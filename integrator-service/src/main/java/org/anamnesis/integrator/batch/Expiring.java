package org.anamnesis.integrator.batch;

import java.util.List;
import java.util.Map;
import org.anamnesis.contracts.chain.BlockHead;
import org.anamnesis.outbox.Anchor;
import org.anamnesis.outbox.OutboxClaims;
import org.anamnesis.protocol.id.OperationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends operations that the contract would refuse as expired, before they are sent. */
public final class Expiring {
  private static final Logger LOG = LoggerFactory.getLogger(Expiring.class);
  private static final int MOST_AT_ONCE = 200;

  private final OutboxClaims claims;
  private final CarriedByOthers carriedByOthers;
  private final TransactionTemplate inTransaction;

  /** Ends them in the outbox. */
  public Expiring(
      OutboxClaims claims, CarriedByOthers carriedByOthers, TransactionTemplate inTransaction) {
    this.claims = claims;
    this.carriedByOthers = carriedByOthers;
    this.inTransaction = inTransaction;
  }

  /** Ends the oldest 200 at most: EXPIRED, or ANCHORED if somebody else carried them in time. */
  public void once(BlockHead head) {
    List<OperationId> expired = claims.expired(head.timestamp(), MOST_AT_ONCE);
    if (expired.isEmpty()) {
      return;
    }
    Map<OperationId, Anchor> carried = carriedByOthers.find(expired, head.number());
    inTransaction.executeWithoutResult(status -> {
      carried.forEach((id, anchor) -> claims.markAnchored(List.of(id), anchor));
      claims.markExpired(expired);
    });
    LOG.info(
        "{} operations expired before they were sent, first {}; {} of them others had carried",
        expired.size(),
        expired.getFirst(),
        carried.size());
  }
}
