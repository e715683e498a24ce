package org.anamnesis.ledger.permission;

import java.util.Arrays;
import java.util.Optional;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.permission.Decision;
import org.anamnesis.protocol.permission.Entries;
import org.anamnesis.protocol.permission.Question;
import org.jspecify.annotations.Nullable;

/**
 * All that the rule asks the index about an inquiry.
 *
 * @param actor who asks, null if the chain does not know them
 * @param patientKnown whether the chain knows the patient
 * @param version what is asked for, null if it is all records or there is no such record
 * @param entries the consents that can decide
 */
record Facts(
    @Nullable Actor actor, boolean patientKnown, @Nullable Version version, Entries entries) {
  /** Who asks. */
  record Actor(Role role, OrganisationId organisation, ParticipantStatus status) {}

  /** Whose a record is, and who wrote the version asked for; nobody if there is no such version. */
  record Version(ParticipantId patient, @Nullable ParticipantId author) {}

  /**
   * Decides. An actor or a patient whom the chain does not know, or a record of another patient, is
   * refused.
   */
  Decision decide(Inquiry asked, @Nullable Purpose purpose) {
    if (actor == null
        || !patientKnown
        || (version != null && !version.patient().equals(asked.patient()))) {
      return new Decision.Refused();
    }
    return Decision.decide(
        new Question(
            relation(asked),
            actor.role(),
            actor.status(),
            version == null ? Question.Subject.ALL : Question.Subject.RECORD,
            asked.permission(),
            Optional.ofNullable(purpose),
            asked.time()),
        entries);
  }

  /** Whether it is permitted for any purpose at all. */
  boolean permitForSomePurpose(Inquiry asked) {
    return Arrays.stream(Purpose.values())
        .anyMatch(purpose -> decide(asked, purpose) instanceof Decision.Permitted);
  }

  private Question.Relation relation(Inquiry asked) {
    if (asked.actor().equals(asked.patient())) {
      return Question.Relation.PATIENT;
    }
    return version != null && asked.actor().equals(version.author())
        ? Question.Relation.AUTHOR
        : Question.Relation.OTHER;
  }
}
