package org.anamnesis.systemtests;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.SealedMetadata;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/**
 * The parts of a registration, so that a test may change one of them; content and metadata are
 * random octets, as sealed ones look.
 */
record Draft(
    Operation.Register register,
    List<Envelope> envelopes,
    Octets metadata,
    long time,
    Anamnesis author) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 3000;

  static Draft of(Anamnesis author, Anamnesis patient) {
    Registry registry = author.network().operationsFor();
    SegmentHasher hasher = new SegmentHasher();
    hasher.update(octets(LENGTH), 0, LENGTH);
    Octets metadata = Octets.of(octets(120));
    long time = author.operations().now();
    Hash salt = Hash.of(octets(32));
    RecordId record = Operation.Register.recordId(author.keys().participant(), salt);
    AssociatedData context = new AssociatedData(registry, record, 1);
    DataKey key = DataKey.random();
    Operation.Register register =
        new Operation.Register(
            author.keys().participant(),
            record,
            salt,
            1,
            patient.keys().participant(),
            author.network().stores().getFirst().id(),
            1,
            hasher.finish().contentHash(),
            LENGTH,
            Hash.ZERO,
            SealedMetadata.hash(metadata, Category.LABORATORY, LENGTH, time),
            key.commitment(context),
            author.operations().validUntil());
    List<Envelope> envelopes =
        List.of(wrap(key, context, patient, author), wrap(key, context, author, author));
    return new Draft(register, envelopes, metadata, time, author);
  }

  /** The body of POST /v1/records, the operation changed before it is signed. */
  Map<String, Object> request(UnaryOperator<Operation.Register> change) {
    return request(author.operations().sign(change.apply(register)), envelopes);
  }

  Map<String, Object> request(SignedOperation operation, List<Envelope> some) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("operation", operation);
    request.put("envelopes", some);
    request.put("metadata", metadata);
    request.put("category", Category.LABORATORY);
    request.put("time", time);
    return request;
  }

  static byte[] octets(int length) {
    byte[] octets = new byte[length];
    RANDOM.nextBytes(octets);
    return octets;
  }

  private static Envelope wrap(
      DataKey key, AssociatedData context, Anamnesis recipient, Anamnesis author) {
    return Envelopes.wrap(
        key,
        context,
        author.people().find(recipient.keys().participant()).recipient(),
        author.keys().signing());
  }
}
