package org.anamnesis.ledger.permission;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anamnesis.ledger.index.Columns;
import org.anamnesis.ledger.participant.Participant;
import org.anamnesis.ledger.participant.Participants;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Decision;
import org.anamnesis.protocol.permission.Entries;
import org.anamnesis.protocol.permission.Entry;
import org.anamnesis.protocol.permission.Question;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The protocol's rule over what the index holds (PROTOCOL.md section 3, "Who may"). Asked within a
 * {@link org.anamnesis.ledger.index.Snapshots snapshot}, so that participants, records and consents
 * are those of one block. Nothing is cached.
 */
@Repository
public class Decisions {
  private final JdbcClient jdbc;
  private final Participants participants;
  private final Consents consents;

  Decisions(JdbcClient jdbc, Participants participants, Consents consents) {
    this.jdbc = jdbc;
    this.participants = participants;
    this.consents = consents;
  }

  /**
   * Decides. An actor or a patient whom the chain does not know, or a record of another patient, is
   * refused.
   */
  public Decision decide(Inquiry asked) {
    return facts(asked)
        .map(facts -> facts.decide(asked.purpose()))
        .orElseGet(Decision.Refused::new);
  }

  /**
   * Whether the caller is the patient, or holds DELEGATE from them for the record (zero: for all).
   */
  public boolean speaksFor(
      ParticipantId caller, ParticipantId patient, RecordId record, long time) {
    return caller.equals(patient)
        || isPermitted(
            decide(new Inquiry(patient, caller, record, 0, Permission.DELEGATE, null, time)));
  }

  /** Whether the actor may write new records of the patient. */
  public boolean mayContribute(ParticipantId actor, ParticipantId patient, long time) {
    return isPermitted(
        decide(new Inquiry(patient, actor, RecordId.ZERO, 0, Permission.CONTRIBUTE, null, time)));
  }

  /**
   * Whether the actor may read the head of the record (zero: all of them) for any purpose at all.
   */
  public boolean mayReadForSomePurpose(
      ParticipantId actor, ParticipantId patient, RecordId record, long time) {
    Optional<Facts> facts =
        facts(new Inquiry(patient, actor, record, 0, Permission.READ, null, time));
    return facts.isPresent()
        && Arrays.stream(Purpose.values())
            .anyMatch(purpose -> isPermitted(facts.get().decide(purpose)));
  }

  private static boolean isPermitted(Decision decision) {
    return decision instanceof Decision.Permitted;
  }

  /** All that the rule asks for but the purpose. */
  private record Facts(
      Inquiry asked,
      Question.Relation relation,
      Participant actor,
      Question.Subject subject,
      Entries entries) {
    Decision decide(@Nullable Purpose purpose) {
      return Decision.decide(
          new Question(
              relation,
              actor.role(),
              actor.status(),
              subject,
              asked.permission(),
              Optional.ofNullable(purpose),
              asked.time()),
          entries);
    }
  }

  private Optional<Facts> facts(Inquiry asked) {
    Optional<Participant> actor = participants.find(asked.actor());
    if (actor.isEmpty() || participants.find(asked.patient()).isEmpty()) {
      return Optional.empty();
    }
    Optional<Version> version =
        asked.record().isZero() ? Optional.empty() : version(asked.record(), asked.version());
    if (version.isPresent() && !version.get().patient().equals(asked.patient())) {
      return Optional.empty();
    }
    return Optional.of(
        new Facts(
            asked,
            relation(asked, version),
            actor.get(),
            version.isPresent() ? Question.Subject.RECORD : Question.Subject.ALL,
            entries(asked.patient(), asked.record(), actor.get())));
  }

  private static Question.Relation relation(Inquiry asked, Optional<Version> version) {
    if (asked.actor().equals(asked.patient())) {
      return Question.Relation.PATIENT;
    }
    return version.filter(v -> asked.actor().equals(v.author())).isPresent()
        ? Question.Relation.AUTHOR
        : Question.Relation.OTHER;
  }

  private Entries entries(ParticipantId patient, RecordId record, Participant actor) {
    List<Consent> found =
        consents.about(patient, record, List.of(actor.id(), actor.organisation()));
    return new Entries(
        entry(found, record, actor.id()),
        entry(found, record, actor.organisation()),
        entry(found, RecordId.ZERO, actor.id()),
        entry(found, RecordId.ZERO, actor.organisation()));
  }

  private static @Nullable Entry entry(List<Consent> found, RecordId record, Id grantee) {
    return found.stream()
        .filter(c -> c.record().equals(record) && c.grantee().value().equals(grantee.value()))
        .map(Consent::entry)
        .findFirst()
        .orElse(null);
  }

  /** Whose a record is, and who wrote the version asked for; nobody if there is no such version. */
  private record Version(ParticipantId patient, @Nullable ParticipantId author) {}

  private Optional<Version> version(RecordId record, long version) {
    return jdbc.sql(
            """
            SELECT h.patient, a.author
              FROM (SELECT record, version, patient FROM ledger.record_version WHERE record = :record
                     ORDER BY version DESC LIMIT 1) h
              LEFT JOIN ledger.record_version a
                ON a.record = h.record AND a.version = CASE WHEN :version = 0 THEN h.version ELSE :version END
            """)
        .param("record", record.bytes())
        .param("version", version)
        .query((row, n) ->
            new Version(
                Columns.participant(row, "patient"),
                row.getBytes("author") == null ? null : Columns.participant(row, "author")))
        .optional();
  }
}
