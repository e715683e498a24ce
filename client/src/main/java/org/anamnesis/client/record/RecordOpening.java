package org.anamnesis.client.record;

import org.anamnesis.client.directory.People;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.EnvelopeRefused;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.metadata.MetadataRefused;
import org.anamnesis.protocol.metadata.SealedMetadata;

/**
 * Turns a reader's envelope and the sealed metadata back into data key and metadata, held to the
 * head that the chain has and to the signatures of wrapper and clinical author.
 */
final class RecordOpening {
  private final People people;
  private final ParticipantKeys keys;
  private final Registry registry;

  RecordOpening(People people, ParticipantKeys keys, Registry registry) {
    this.people = people;
    this.keys = keys;
    this.registry = registry;
  }

  /** What was sealed, apart from the content. */
  record Unsealed(DataKey key, Metadata metadata) {}

  /**
   * Opens a head's metadata.
   *
   * @param category in clear, as are sealed length and time; the metadata hash covers them
   * @throws RecordRefusedException if envelope, metadata or a signature is not what chain and
   *     author vouch for
   */
  Unsealed open(
      RecordHead head,
      Octets sealed,
      Category category,
      long sealedLength,
      long time,
      Envelope envelope) {
    if (!SealedMetadata.hash(sealed, category, sealedLength, time).equals(head.metadataHash())) {
      throw new RecordRefusedException("The record's metadata is not what its author registered.");
    }
    try {
      AssociatedData context = new AssociatedData(registry, head.record(), head.version());
      if (!envelope.isSignedBy(people.find(envelope.wrapper()).signingKey(), registry)) {
        throw new RecordRefusedException("The key envelope is not signed by its wrapper.");
      }
      DataKey key = Envelopes.open(envelope, context, keys.decryption(), head.keyCommitment());
      Metadata metadata = SealedMetadata.open(sealed, key, context);
      if (!metadata.isAuthoredBy(
          people.find(metadata.author()).signingKey(), head.record(), head.patient())) {
        throw new RecordRefusedException("The record is not signed by its clinical author.");
      }
      return new Unsealed(key, metadata);
    } catch (EnvelopeRefused | MetadataRefused e) {
      throw new RecordRefusedException("The record does not open: " + e.getMessage(), e);
    }
  }
}
