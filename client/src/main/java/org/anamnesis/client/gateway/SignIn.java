package org.anamnesis.client.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * Composes and signs SESSION. The origin is the one that the client was told to use, never one that
 * a server names.
 */
final class SignIn {
  private final URI origin;
  private final Registry registry;
  private final SigningKey key;
  private final Clock clock;

  SignIn(URI origin, Registry registry, SigningKey key, Clock clock) {
    this.origin = origin;
    this.registry = registry;
    this.key = key;
    this.clock = clock;
  }

  record NonceRequest(ParticipantId participant) {}

  record Nonce(Hash nonce, long expiresAt) {}

  NonceRequest nonceRequest() {
    return new NonceRequest(key.point().participant());
  }

  SignedOperation answer(Nonce nonce) {
    Operation session =
        new Operation.Session(
            key.point().participant(),
            Hash.sha256(origin.toString().getBytes(StandardCharsets.UTF_8)),
            nonce.nonce(),
            clock.instant().getEpochSecond());
    return SignedOperation.sign(session, registry, key);
  }
}
