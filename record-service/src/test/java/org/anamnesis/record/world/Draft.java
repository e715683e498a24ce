package org.anamnesis.record.world;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.SealedMetadata;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** A record as its author's client prepares it; the sealed octets are random, as they look. */
public final class Draft {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Person author;
  private final DataKey key = DataKey.random();
  private final AssociatedData context;
  private final SignedOperation signed;
  private final Octets content;
  private final Octets metadata;
  private final long time;
  private final List<Envelope> envelopes = new ArrayList<>();

  private Draft(
      Person author,
      AssociatedData context,
      SignedOperation signed,
      Octets content,
      Octets metadata,
      long time) {
    this.author = author;
    this.context = context;
    this.signed = signed;
    this.content = content;
    this.metadata = metadata;
    this.time = time;
  }

  /** Random octets. */
  public static byte[] octets(int length) {
    byte[] octets = new byte[length];
    RANDOM.nextBytes(octets);
    return octets;
  }

  /** A record of some length with envelopes for patient and author. */
  public static Draft of(Person author, Person patient, int length) {
    return of(author, patient, length, it -> it);
  }

  /** The same, with the operation changed before it is signed. */
  public static Draft of(
      Person author, Person patient, int length, UnaryOperator<Operation.Register> change) {
    return of(author, patient, length, Duration.ofHours(1), change);
  }

  /** A record whose operation is valid for a time. */
  public static Draft valid(Duration validity, Person author, Person patient, int length) {
    return of(author, patient, length, validity, it -> it);
  }

  private static Draft of(
      Person author,
      Person patient,
      int length,
      Duration validity,
      UnaryOperator<Operation.Register> change) {
    byte[] content = octets(length);
    SegmentHasher hasher = new SegmentHasher();
    hasher.update(content, 0, length);
    Octets metadata = Octets.of(octets(120));
    long time = Hospital.shared().clock().now();
    Hash salt = Hash.of(octets(32));
    RecordId record = Operation.Register.recordId(author.id(), salt);
    AssociatedData context = new AssociatedData(Hospital.REGISTRY, record, 1);
    Operation.Register register =
        new Operation.Register(
            author.id(),
            record,
            salt,
            1,
            patient.id(),
            Hospital.STORE,
            1,
            hasher.finish().contentHash(),
            length,
            Hash.ZERO,
            SealedMetadata.hash(metadata, Category.DOCUMENT, length, time),
            Hash.of(octets(32)),
            time + validity.toSeconds());
    Draft draft =
        new Draft(
            author,
            context,
            SignedOperation.sign(change.apply(register), Hospital.REGISTRY, author.signing()),
            Octets.of(content),
            metadata,
            time);
    draft.envelopes.add(draft.envelopeFor(patient, author));
    if (!patient.id().equals(author.id())) {
      draft.envelopes.add(draft.envelopeFor(author, author));
    }
    return draft;
  }

  /** Its key, wrapped for somebody by somebody. */
  public Envelope envelopeFor(Person recipient, Person wrapper) {
    return envelopeFor(recipient, 0, wrapper);
  }

  /** The same, for a key of another sequence than people here have. */
  public Envelope envelopeFor(Person recipient, long keySequence, Person wrapper) {
    return Envelopes.wrap(
        key,
        context,
        new Envelopes.Recipient(recipient.id(), recipient.decryption().point(), keySequence),
        wrapper.signing());
  }

  /** The REGISTER's id. */
  public OperationId id() {
    return signed.id();
  }

  /** The signed REGISTER. */
  public SignedOperation signed() {
    return signed;
  }

  /** The record's id. */
  public RecordId record() {
    return context.record();
  }

  /** Who wrote it. */
  public Person author() {
    return author;
  }

  /** The sealed octets. */
  public byte[] content() {
    return content.bytes();
  }

  /** The envelopes, to change. */
  public List<Envelope> envelopes() {
    return envelopes;
  }

  /** The body of the first request, to change. */
  public Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("operation", signed);
    request.put("envelopes", envelopes);
    request.put("metadata", metadata);
    request.put("category", Category.DOCUMENT);
    request.put("time", time);
    return request;
  }
}
