package org.anamnesis.ledger.permission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.springframework.stereotype.Component;

/**
 * For whom a record's key is wrapped: the persons whom the patient's consents let read, by
 * themselves or as members of an organisation.
 */
@Component
public class Recipients {
  private final Consents consents;
  private final Participants participants;
  private final Decisions decisions;

  Recipients(Consents consents, Participants participants, Decisions decisions) {
    this.consents = consents;
    this.participants = participants;
    this.decisions = decisions;
  }

  /**
   * A person who may read.
   *
   * @param participant who
   * @param record which record, zero for all
   */
  public record Recipient(ParticipantId participant, RecordId record) {
    /** The order of a list of them. */
    public static final Comparator<Recipient> ORDER =
        Comparator.comparing((Recipient r) -> r.participant().hex())
            .thenComparing(r -> r.record().hex());
  }

  /** Who may read for any purpose at the time, in order. */
  public List<Recipient> of(ParticipantId patient, long time) {
    TreeSet<Recipient> candidates = new TreeSet<>(Recipient.ORDER);
    for (Consent entry : consents.standing(patient)) {
      if (entry.effect() == Effect.ALLOW && entry.permissions().contains(Permission.READ)) {
        persons(entry).forEach(person -> candidates.add(new Recipient(person, entry.record())));
      }
    }
    List<Recipient> recipients = new ArrayList<>();
    for (Recipient candidate : candidates) {
      if (decisions.mayReadForSomePurpose(
          candidate.participant(), patient, candidate.record(), time)) {
        recipients.add(candidate);
      }
    }
    return recipients;
  }

  private List<ParticipantId> persons(Consent entry) {
    ParticipantId person = new ParticipantId(entry.grantee().value());
    Optional<Participant> grantee = participants.find(person);
    if (grantee.isPresent()) {
      return List.of(person);
    }
    return participants
        .activeMembers(new OrganisationId(entry.grantee().value()), entry.roles())
        .stream()
        .map(Participant::id)
        .filter(member -> !member.equals(entry.patient()))
        .toList();
  }
}
