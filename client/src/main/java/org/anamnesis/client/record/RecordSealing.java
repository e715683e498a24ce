package org.anamnesis.client.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SealingOutputStream;
import org.anamnesis.protocol.content.SealingOutputStream.Sealed;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;
import org.anamnesis.protocol.metadata.SealedMetadata;
import org.anamnesis.protocol.operation.Operation;

/**
 * Turns a document into sealed octets and a signed registration. The data key lives no longer than
 * this.
 */
final class RecordSealing {
  private static final int BUFFER = 1 << 20;

  /** A registration is signed before its octets are sent; stores wait for them no longer. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(24);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Registry registry;
  private final StoreId store;
  private final ParticipantKeys keys;
  private final Operations operations;

  RecordSealing(Registry registry, StoreId store, ParticipantKeys keys, Operations operations) {
    this.registry = registry;
    this.store = store;
    this.keys = keys;
    this.operations = operations;
  }

  /** Seals into a file and signs; progress counts octets of plaintext. */
  Registration seal(
      NewRecord document, List<Envelopes.Recipient> recipients, Path target, LongConsumer progress)
      throws IOException {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    Hash salt = Hash.of(random);
    RecordId record = Operation.Register.recordId(keys.participant(), salt);
    AssociatedData context = new AssociatedData(registry, record, 1);
    DataKey key = DataKey.random();
    Sealed sealed = sealContent(document.file(), target, key, context, progress);
    Octets metadata = SealedMetadata.seal(metadata(document, record, sealed), key, context);
    long sealedLength = sealed.segments().sealedLength();
    Operation register =
        new Operation.Register(
            keys.participant(),
            record,
            salt,
            1,
            document.patient(),
            store,
            1,
            sealed.segments().contentHash(),
            sealedLength,
            Hash.ZERO,
            SealedMetadata.hash(metadata, document.category(), sealedLength, document.time()),
            key.commitment(context),
            operations.validUntil(LONGEST_UPLOAD));
    List<Envelope> envelopes =
        recipients.stream()
            .map(recipient -> Envelopes.wrap(key, context, recipient, keys.signing()))
            .toList();
    return new Registration(
        operations.sign(register), envelopes, metadata, document.category(), document.time());
  }

  private Metadata metadata(NewRecord document, RecordId record, Sealed sealed) {
    return new Metadata(
        document.title(),
        document.fhirType(),
        document.codes(),
        document.mediaType(),
        document.time(),
        sealed.plaintextLength(),
        sealed.plaintextSha256(),
        keys.participant(),
        Metadata.author(record, document.patient(), sealed.plaintextSha256(), keys.signing()));
  }

  private static Sealed sealContent(
      Path file, Path target, DataKey key, AssociatedData context, LongConsumer progress)
      throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER);
        SealingOutputStream sealing = new SealingOutputStream(out, key, context)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sealing.write(buffer, 0, n);
        progress.accept(n);
      }
      Sealed sealed = sealing.finish();
      sealing.flush();
      return sealed;
    }
  }
}
