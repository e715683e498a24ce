package org.anamnesis.record.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.anamnesis.protocol.acceptance.Acceptance;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.token.KeyFiles;
import org.springframework.stereotype.Component;

/** The store that this service is: its id and its service key, which signs acceptances. */
@Component
public final class OwnStore {
  private final StoreId id;
  private final Registry registry;
  private final SigningKey key;

  OwnStore(AcceptanceSettings settings, Registry registry) {
    this.id = settings.storeId();
    this.registry = registry;
    this.key = KeyFiles.read(settings.key());
  }

  /** The store's id. */
  public StoreId id() {
    return id;
  }

  /** A secret of this store's own for one use, the same in every instance that has its key. */
  public Hash secretFor(String use) {
    MessageDigest digest = Hash.digest();
    digest.update(use.getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) 0);
    return Hash.of(digest.digest(key.toJca().getEncoded()));
  }

  Acceptance accept(OperationId operation, long acceptedAt, long anchoredBy) {
    return Acceptance.sign(operation, registry, id, acceptedAt, anchoredBy, key);
  }
}
