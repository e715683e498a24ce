package org.anamnesis.protocol.acceptance;

import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.PublicPoint;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.word.WordWriter;

/**
 * A store's word for one operation.
 *
 * @param acceptedAt Unix seconds
 * @param anchoredBy Unix seconds, at most {@link #LONGEST} after
 */
public record Acceptance(StoreId store, long acceptedAt, long anchoredBy, Signature signature) {
  /** Seconds between acceptance and the time by which the operation is anchored, at most. */
  public static final long LONGEST = 600;

  /** Refuses a time span that is negative or too long. */
  public Acceptance {
    if (anchoredBy < acceptedAt || anchoredBy - acceptedAt > LONGEST) {
      throw new IllegalArgumentException("an operation is anchored within 600 s of its acceptance");
    }
  }

  /** Signs for an operation with the store's service key. */
  public static Acceptance sign(
      OperationId operation,
      Registry registry,
      StoreId store,
      long acceptedAt,
      long anchoredBy,
      SigningKey key) {
    return new Acceptance(
        store,
        acceptedAt,
        anchoredBy,
        key.sign(statement(operation, registry, store, acceptedAt, anchoredBy)));
  }

  /** Whether the store, whose service key this is, gave it for the operation. */
  public boolean isFor(OperationId operation, Registry registry, PublicPoint serviceKey) {
    return serviceKey.verifies(
        statement(operation, registry, store, acceptedAt, anchoredBy), signature);
  }

  private static byte[] statement(
      OperationId operation, Registry registry, StoreId store, long acceptedAt, long anchoredBy) {
    return new WordWriter()
        .label("anamnesis/v1 acceptance")
        .registry(registry)
        .id(operation)
        .id(store)
        .u64(acceptedAt)
        .u64(anchoredBy)
        .octets();
  }
}
