package org.anamnesis.client.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.chain.PinnedRegistry;
import org.anamnesis.client.directory.People;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.client.record.Heads;
import org.anamnesis.client.record.RecordHead;
import org.anamnesis.client.record.RecordList;
import org.anamnesis.client.record.Records;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.envelope.EnvelopeRefused;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Grants, refuses, withdraws and lists consents to persons. */
public final class Consents {
  /**
   * Envelopes that go with the consent itself; the rest follow one by one, so that no body grows
   * without bound.
   */
  private static final int TOGETHER = 500;

  private final Gateway gateway;
  private final People people;
  private final PinnedRegistry chain;
  private final Records records;
  private final Heads heads;
  private final Operations operations;
  private final ParticipantKeys keys;
  private final Registry registry;

  /** For one participant. */
  public Consents(
      Gateway gateway,
      People people,
      PinnedRegistry chain,
      Records records,
      Heads heads,
      Operations operations,
      ParticipantKeys keys,
      Registry registry) {
    this.gateway = gateway;
    this.people = people;
    this.chain = chain;
    this.records = records;
    this.heads = heads;
    this.operations = operations;
    this.keys = keys;
    this.registry = registry;
  }

  /**
   * What came of a consent.
   *
   * @param operation accepted
   * @param refused records in scope whose keys were not handed over, because their envelope or head
   *     is not what the chain vouches for
   */
  public record Decided(OperationStatus operation, List<RecordId> refused) {}

  private record Wrapped(List<Envelope> envelopes, List<RecordId> refused) {}

  record ConsentRequest(SignedOperation operation, List<Envelope> envelopes) {}

  record EnvelopesRequest(List<Envelope> envelopes) {}

  /**
   * Signs and sends a consent. One that lets somebody read carries the keys of the patient's
   * records in scope, wrapped for the grantee; progress counts them. One record that does not open
   * keeps no other back.
   */
  public Decided decide(ConsentTerms terms, LongConsumer progress) {
    Envelopes.Recipient grantee = people.find(terms.grantee()).recipient();
    Wrapped wrapped =
        terms.grantsReading() && terms.patient().equals(keys.participant())
            ? wrap(terms, grantee, progress)
            : new Wrapped(List.of(), List.of());
    List<Envelope> envelopes = wrapped.envelopes();
    SignedOperation consent = operations.sign(compose(terms));
    int together = Math.min(TOGETHER, envelopes.size());
    OperationStatus status =
        operations.submit(
            "/v1/consents",
            new ConsentRequest(consent, envelopes.subList(0, together)),
            consent.id());
    for (Envelope envelope : envelopes.subList(together, envelopes.size())) {
      gateway.put(
          "/v1/records/%s/versions/%d/envelopes"
              .formatted(envelope.record().hex(), envelope.version()),
          new EnvelopesRequest(List.of(envelope)));
    }
    return new Decided(status, wrapped.refused());
  }

  /** The same, for whom it is enough that the operation was accepted. */
  public OperationStatus give(ConsentTerms terms, LongConsumer progress) {
    return decide(terms, progress).operation();
  }

  /** The consents of the participant, in force or to come. */
  public List<ConsentList.Entry> list() {
    String path = "/v1/patients/" + keys.participant().hex() + "/consents?limit=200";
    return gateway.all(path, ConsentList.class);
  }

  /**
   * Gaps in the sequence are allowed, so the clock makes it greater than any that is still on its
   * way.
   */
  private Operation compose(ConsentTerms terms) {
    Hash grantee = new Hash(terms.grantee().value());
    long last = chain.consentSequence(terms.patient(), terms.record(), grantee);
    return new Operation.Consent(
        keys.participant(),
        terms.patient(),
        terms.record(),
        grantee,
        Roles.ALL,
        terms.permissions(),
        terms.purposes(),
        terms.effect(),
        terms.notBefore(),
        terms.notAfter(),
        Math.max(last + 1, operations.nowMillis()),
        operations.validUntil());
  }

  private Wrapped wrap(ConsentTerms terms, Envelopes.Recipient grantee, LongConsumer progress) {
    Wrapped wrapped = new Wrapped(new ArrayList<>(), new ArrayList<>());
    for (RecordList.Item item : records.own(terms.patient())) {
      Envelope own = item.envelope();
      boolean inScope = terms.record().isZero() || terms.record().equals(item.record());
      if (!inScope || own == null || !item.state().equals("ANCHORED")) {
        continue;
      }
      try {
        wrapped.envelopes().add(wrapAgain(item, own, grantee));
        progress.accept(1);
      } catch (EnvelopeRefused | ChainMismatchException e) {
        wrapped.refused().add(item.record());
      }
    }
    return wrapped;
  }

  /** The data key of a listed version, for another reader; it is the one that the chain has. */
  private Envelope wrapAgain(RecordList.Item item, Envelope own, Envelopes.Recipient grantee) {
    RecordHead head = heads.of(item.record());
    if (!head.patient().equals(keys.participant())) {
      throw new ChainMismatchException("The chain has this record for another patient.");
    }
    AssociatedData context = new AssociatedData(registry, item.record(), item.version());
    DataKey key = Envelopes.open(own, context, keys.decryption(), head.keyCommitment());
    return Envelopes.wrap(key, context, grantee, keys.signing());
  }
}
