package org.anamnesis.protocol.permission;

import java.util.Optional;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;

/**
 * May this actor?
 *
 * @param relation what the actor is to the patient and the version asked for
 * @param role of the actor
 * @param status of the actor
 * @param subject one record, or all of the patient's
 * @param permission what is asked for
 * @param purpose why; only READ has one, and without it is refused
 * @param time Unix seconds, unsigned
 */
public record Question(
    Relation relation,
    Role role,
    ParticipantStatus status,
    Subject subject,
    Permission permission,
    Optional<Purpose> purpose,
    long time) {
  /** What the actor is to what is asked for. */
  public enum Relation {
    /** The patient. */
    PATIENT,
    /** Who wrote the version asked for. */
    AUTHOR,
    /** Anybody else. */
    OTHER
  }

  /** What is asked for. */
  public enum Subject {
    /** One record of the patient. */
    RECORD,
    /** All records: a listing, or a first contribution. */
    ALL
  }
}
