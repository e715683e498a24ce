package org.anamnesis.record.world;

import java.util.UUID;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.key.DecryptionKey;
import org.anamnesis.protocol.key.SigningKey;
import org.anamnesis.serviceweb.token.Caller;

/** Somebody with keys and a session. */
public record Person(
    Role role,
    OrganisationId organisation,
    SigningKey signing,
    DecryptionKey decryption,
    String session) {
  /** The hospital where everybody is. */
  public static final OrganisationId HOSPITAL = OrganisationId.parse("0a".repeat(32));

  /** Somebody new, signed in. */
  public static Person of(Role role) {
    return of(role, HOSPITAL);
  }

  /** Somebody new of an organisation, signed in. */
  public static Person of(Role role, OrganisationId organisation) {
    return new Person(
        role,
        organisation,
        SigningKey.generate(),
        DecryptionKey.generate(),
        UUID.randomUUID().toString());
  }

  /** Their id. */
  public ParticipantId id() {
    return signing.point().participant();
  }

  /** As their token names them. */
  public Caller caller() {
    return new Caller(id(), role, organisation, session);
  }

  /** The same person, signed in anew. */
  public Person inNewSession() {
    return new Person(role, organisation, signing, decryption, UUID.randomUUID().toString());
  }
}
