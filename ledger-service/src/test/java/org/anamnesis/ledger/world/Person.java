package org.anamnesis.ledger.world;

import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.SigningKey;

/** Somebody with keys, enrolled or not. */
public record Person(SigningKey signing, DecryptionKey encryption) {
  /** Somebody new. */
  public static Person any() {
    return new Person(SigningKey.generate(), DecryptionKey.generate());
  }

  /** Their name. */
  public ParticipantId id() {
    return signing.point().participant();
  }
}
