package org.anamnesis.outbox;

import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * An operation whose signatures and rules the record service has checked, with its acceptance
 * (PROTOCOL.md section 9).
 *
 * @param signed the operation; any kind but SESSION
 * @param acceptedAt Unix seconds
 * @param anchoredBy Unix seconds, later than {@code acceptedAt} by at most 600
 * @param acceptance the store's signature of the acceptance, kept so that a repeated request is
 *     answered with the same
 */
public record AcceptedOperation(
    SignedOperation signed, long acceptedAt, long anchoredBy, Signature acceptance) {
  private static final long LONGEST_PROMISE_SECONDS = 600;

  /** Refuses a SESSION and a promise that PROTOCOL.md does not allow. */
  public AcceptedOperation {
    if (signed.operation().kind() == Kind.SESSION) {
      throw new IllegalArgumentException("a SESSION never goes to the chain");
    }
    if (anchoredBy <= acceptedAt || anchoredBy - acceptedAt > LONGEST_PROMISE_SECONDS) {
      throw new IllegalArgumentException("an acceptance promises the chain within 600 seconds");
    }
  }
}
