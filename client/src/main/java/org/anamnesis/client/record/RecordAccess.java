package org.anamnesis.client.record;

import java.nio.file.Path;
import org.anamnesis.client.directory.People;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.StrictJson;
import org.anamnesis.protocol.network.NetworkFile;

/** A participant's ways to records: writing, listing, reading. */
public final class RecordAccess {
  private static final int LONGEST_STRING = 64 << 20;

  private final RecordWriter writer;
  private final RecordReader reader;
  private final Records lists;
  private final Heads heads;

  /** For one participant; interrupted uploads are kept below the state directory. */
  public RecordAccess(
      Gateway gateway,
      People people,
      Heads heads,
      Operations operations,
      ParticipantKeys keys,
      NetworkFile network,
      Path stateDirectory) {
    Registry registry = network.operationsFor();
    StoreId store = network.stores().getFirst().id();
    Accesses accesses = new Accesses(gateway, operations, keys);
    RecordOpening opening = new RecordOpening(people, keys, registry);
    this.writer =
        new RecordWriter(
            gateway,
            people,
            keys,
            operations,
            new RecordSealing(registry, store, keys, operations),
            new PendingUploads(
                stateDirectory.resolve("uploads"),
                StrictJson.mapper(() -> registry, LONGEST_STRING)));
    this.reader = new RecordReader(new SealedOctets(gateway), heads, accesses, opening, registry);
    this.heads = heads;
    this.lists = new Records(gateway, accesses, heads, opening, store);
  }

  /** Seals, registers and uploads. */
  public RecordWriter writer() {
    return writer;
  }

  /** Opens and verifies. */
  public RecordReader reader() {
    return reader;
  }

  /** Heads, true to the chain. */
  public Heads heads() {
    return heads;
  }

  /** Lists. */
  public Records lists() {
    return lists;
  }
}
