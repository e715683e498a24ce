package org.anamnesis.client.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.EnvelopeRefused;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.metadata.MetadataRefused;
import org.anamnesis.protocol.metadata.SealedMetadata;

/** Listings of records, and what the listed ones are as far as the caller can open it. */
public final class Records {
  private final Gateway gateway;
  private final Accesses accesses;
  private final ParticipantKeys keys;
  private final Registry registry;
  private final StoreId store;

  Records(
      Gateway gateway, Accesses accesses, ParticipantKeys keys, Registry registry, StoreId store) {
    this.gateway = gateway;
    this.accesses = accesses;
    this.keys = keys;
    this.registry = registry;
    this.store = store;
  }

  /**
   * All that the caller may list without announcing a read: a patient's own, or what an author
   * wrote.
   */
  public List<RecordList.Item> own(ParticipantId patient) {
    String path = "/v1/records?limit=200&patient=" + patient.hex();
    List<RecordList.Item> items = new ArrayList<>();
    RecordList page = gateway.get(path, RecordList.class);
    items.addAll(page.items());
    while (page.next() != null) {
      page = gateway.get(path + "&cursor=" + page.next(), RecordList.class);
      items.addAll(page.items());
    }
    return items;
  }

  /** Announces the reading of a patient's listing, and returns it. */
  public List<RecordList.Item> announced(ParticipantId patient, Purpose purpose) {
    return accesses.announceListing(patient, purpose, store);
  }

  /**
   * What a listed record is, if the caller has an envelope that opens it; the listing's octets are
   * not compared with the chain, a {@link RecordReader} does that.
   */
  public Optional<Metadata> metadata(RecordList.Item item) {
    Envelope envelope = item.envelope();
    Octets sealed = item.metadata();
    if (envelope == null || sealed == null) {
      return Optional.empty();
    }
    AssociatedData context = new AssociatedData(registry, item.record(), item.version());
    try {
      Hash commitment = envelopeCommitment(item);
      DataKey key = Envelopes.open(envelope, context, keys.decryption(), commitment);
      return Optional.of(SealedMetadata.open(sealed, key, context));
    } catch (EnvelopeRefused | MetadataRefused e) {
      return Optional.empty();
    }
  }

  private Hash envelopeCommitment(RecordList.Item item) {
    return gateway
        .get("/v1/records/" + item.record().hex() + "/head", RecordHead.class)
        .keyCommitment();
  }
}
