package org.anamnesis.protocol.permission;

import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.permission.Question.Relation;
import org.anamnesis.protocol.permission.Question.Subject;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link Question}. */
public sealed interface Decision {
  /**
   * The actor may.
   *
   * @param basis owner, author or consent
   */
  record Permitted(Basis basis) implements Decision {}

  /** The actor may not. */
  record Refused() implements Decision {}

  /** Decides as PROTOCOL.md section 3, "Who may", says. */
  static Decision decide(Question question, Entries entries) {
    if (question.permission() == Permission.READ && question.purpose().isEmpty()) {
      return new Refused();
    }
    if (question.relation() == Relation.PATIENT) {
      return new Permitted(Basis.OWNER);
    }
    if (question.status() != ParticipantStatus.ACTIVE) {
      return new Refused();
    }
    boolean oneRecord = question.subject() == Subject.RECORD;
    Effect effect = Effect.NONE;
    if (oneRecord) {
      effect = effect(entries.recordPerson(), entries.recordOrganisation(), question);
    }
    if (effect == Effect.NONE) {
      effect = effect(entries.allPerson(), entries.allOrganisation(), question);
    }
    return switch (effect) {
      case ALLOW -> new Permitted(Basis.CONSENT);
      case DENY -> new Refused();
      case NONE ->
          oneRecord
                  && question.relation() == Relation.AUTHOR
                  && question.permission() == Permission.READ
              ? new Permitted(Basis.AUTHOR)
              : new Refused();
    };
  }

  private static Effect effect(
      @Nullable Entry person, @Nullable Entry organisation, Question question) {
    if (person != null && person.carries(question)) {
      return person.effect();
    }
    if (organisation != null
        && organisation.carries(question)
        && organisation.roles().contains(question.role())) {
      return organisation.effect();
    }
    return Effect.NONE;
  }
}
