package org.anamnesis.client.record;

import java.security.SecureRandom;
import java.util.List;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.gateway.Page;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;

/** Signs and sends ACCESS operations. */
final class Accesses {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String WRONG_BASIS = "wrong-basis";

  private final Gateway gateway;
  private final Operations operations;
  private final ParticipantKeys keys;

  Accesses(Gateway gateway, Operations operations, ParticipantKeys keys) {
    this.gateway = gateway;
    this.operations = operations;
    this.keys = keys;
  }

  /**
   * Announces a read. An author whom the patient lets read, too, reads by that consent, and only
   * the service knows of it.
   */
  AccessGrant announce(RecordHead head, Purpose purpose) {
    Basis basis = basis(head);
    try {
      return announce(head, purpose, basis);
    } catch (ProblemException e) {
      if (basis != Basis.AUTHOR || !e.problem().name().equals(WRONG_BASIS)) {
        throw e;
      }
      return announce(head, purpose, Basis.CONSENT);
    }
  }

  private AccessGrant announce(RecordHead head, Purpose purpose, Basis basis) {
    SignedOperation access =
        sign(head.record(), head.version(), head.patient(), purpose, basis, head.store());
    AccessGrant grant =
        gateway.post("/v1/records/" + head.record().hex() + "/access", access, AccessGrant.class);
    if (!grant.operation().equals(access.id())
        || !grant.record().equals(head.record())
        || grant.version() != head.version()
        || grant.sealedLength() != head.sealedLength()) {
      throw new RecordRefusedException("The answer is for another record than was asked for.");
    }
    return grant;
  }

  /** One ACCESS for the whole listing: the same operation is sent again for each further page. */
  List<RecordList.Item> announceListing(ParticipantId patient, Purpose purpose, StoreId store) {
    SignedOperation access = sign(RecordId.ZERO, 0, patient, purpose, Basis.CONSENT, store);
    String path = "/v1/patients/" + patient.hex() + "/listing?limit=200";
    return Page.all(path, at -> gateway.post(at, access, RecordList.class));
  }

  private SignedOperation sign(
      RecordId record,
      long version,
      ParticipantId patient,
      Purpose purpose,
      Basis basis,
      StoreId store) {
    byte[] nonce = new byte[32];
    RANDOM.nextBytes(nonce);
    return operations.sign(
        new Operation.Access(
            keys.participant(),
            record,
            version,
            patient,
            purpose,
            basis,
            Hash.ZERO,
            store,
            operations.now(),
            Hash.of(nonce)));
  }

  private Basis basis(RecordHead head) {
    if (keys.participant().equals(head.patient())) {
      return Basis.OWNER;
    }
    return keys.participant().equals(head.author()) ? Basis.AUTHOR : Basis.CONSENT;
  }
}
