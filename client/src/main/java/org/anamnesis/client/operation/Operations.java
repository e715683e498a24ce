package org.anamnesis.client.operation;

import java.time.Clock;
import java.time.Duration;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.network.NetworkFile;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Signs operations, checks their acceptances, and waits until the chain has them. */
public final class Operations {
  /** How long an operation may take to the chain before it expires. */
  public static final Duration VALIDITY = Duration.ofHours(1);

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Gateway gateway;
  private final NetworkFile network;
  private final ParticipantKeys keys;
  private final Clock clock;

  /** For one participant at one gateway. */
  public Operations(Gateway gateway, NetworkFile network, ParticipantKeys keys, Clock clock) {
    this.gateway = gateway;
    this.network = network;
    this.keys = keys;
    this.clock = clock;
  }

  /** Signs as the participant. */
  public SignedOperation sign(Operation operation) {
    return SignedOperation.sign(operation, network.operationsFor(), keys.signing());
  }

  /** Now, in Unix seconds. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /** Now, in Unix milliseconds: a sequence number that grows. */
  public long nowMillis() {
    return clock.millis();
  }

  /** When an operation that is signed now expires. */
  public long validUntil() {
    return validUntil(VALIDITY);
  }

  /** When an operation that is signed now, and may take so long to the chain, expires. */
  public long validUntil(Duration validity) {
    return now() + validity.toSeconds();
  }

  /**
   * Posts an operation and checks its acceptance.
   *
   * @throws ChainMismatchException if the acceptance is not signed by a store that network.json
   *     pins
   */
  public OperationStatus submit(String path, Object body, OperationId operation) {
    return checked(gateway.post(path, body, OperationStatus.class), operation);
  }

  /** Where an operation is now. */
  public OperationStatus status(OperationId operation) {
    return checked(
        gateway.get("/v1/operations/" + operation.hex(), OperationStatus.class), operation);
  }

  /**
   * Waits until an operation's state is final.
   *
   * @throws OperationFailedException if the chain rejected it, it expired, or the time is over
   */
  public OperationStatus awaitAnchored(OperationId operation, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    OperationStatus status = status(operation);
    while (!status.isFinal() && System.nanoTime() < end) {
      pause();
      status = status(operation);
    }
    if (!status.isAnchored()) {
      throw new OperationFailedException(status);
    }
    return status;
  }

  /** Holds an answer to its operation and to a pinned store's key. */
  public OperationStatus checked(OperationStatus status, OperationId operation) {
    boolean held =
        status.operation().equals(operation)
            && network
                .store(status.acceptance().store())
                .filter(store ->
                    status
                        .acceptance()
                        .isFor(operation, network.operationsFor(), store.signingKey()))
                .isPresent();
    if (!held) {
      throw new ChainMismatchException(
          "The acceptance is not of a store that network.json pins, or of another operation.");
    }
    return status;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an operation", e);
    }
  }
}
