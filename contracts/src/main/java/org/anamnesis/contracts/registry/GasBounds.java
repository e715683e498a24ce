package org.anamnesis.contracts.registry;

import java.util.Collection;
import org.anamnesis.protocol.operation.Kind;

/**
 * What a batch takes at most, for whoever closes it: the sum of its operations' bounds and the
 * bound of the batch itself. Each bound is of an operation that meets nothing warm, writes every
 * slot for the first time and is permitted by the last entry that the contract looks at; {@code
 * GasIT} measures that and keeps them.
 */
public final class GasBounds {
  /** The most gas that one transaction may have under Osaka's rules (EIP-7825). */
  public static final long TRANSACTION_CAP = 16_777_216;

  private static final long BATCH = 60_000;

  private GasBounds() {}

  /** The bound of a batch of operations of these kinds, the transaction's own gas included. */
  public static long of(Collection<Kind> kinds) {
    return BATCH + kinds.stream().mapToLong(GasBounds::of).sum();
  }

  /** The bound of one more operation in a batch. A kind that is not served costs its words. */
  public static long of(Kind kind) {
    return switch (kind) {
      case ENROL -> 150_000;
      case STORE -> 140_000;
      case REGISTER -> 110_000;
      case CONSENT -> 80_000;
      case ACCESS -> 50_000;
      case STATUS -> 36_000;
      case SESSION, ROTATE, ERASE, REVIEW, MANDATE -> 30_000;
    };
  }
}
