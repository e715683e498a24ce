package org.anamnesis.ledger.permission;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Id;
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
  private final Inquiries inquiries;

  Recipients(Consents consents, Inquiries inquiries) {
    this.consents = consents;
    this.inquiries = inquiries;
  }

  /**
   * A person who may read.
   *
   * @param participant who
   * @param record which record, zero for all
   */
  public record Recipient(ParticipantId participant, RecordId record) {
    /** Before every other one: where a list of them begins. */
    public static final Recipient START = new Recipient(ParticipantId.ZERO, RecordId.ZERO);

    /** The order of a list of them. */
    static final Comparator<Recipient> ORDER =
        Comparator.comparing((Recipient r) -> r.participant().hex())
            .thenComparing(r -> r.record().hex());
  }

  /**
   * Who may read for any purpose at the time, in order, after a given one. Three statements,
   * however many there are.
   */
  public List<Recipient> of(ParticipantId patient, long time, Recipient after, int limit) {
    List<Consent> standing = consents.standing(patient);
    Stream<Id> grantees = standing.stream().map(Consent::grantee);
    List<Inquiries.Person> named =
        inquiries.persons(Stream.concat(grantees, Stream.of(patient)).distinct().toList());
    Map<RecordId, Facts.Version> versions =
        inquiries.lastVersions(standing.stream().map(Consent::record).distinct().toList());
    boolean patientKnown = named.stream().anyMatch(it -> it.id().equals(patient));
    PlacedEntries entries = new PlacedEntries();
    standing.forEach(it -> entries.put(it.record(), it.grantee(), it.entry()));
    return candidates(standing, named).tailMap(after, false).entrySet().stream()
        .filter(candidate -> {
          RecordId record = candidate.getKey().record();
          ParticipantId person = candidate.getKey().participant();
          Facts.Actor actor = candidate.getValue();
          Facts facts =
              new Facts(
                  actor,
                  patientKnown,
                  versions.get(record),
                  entries.of(record, person, actor.organisation()));
          return facts.permitForSomePurpose(
              new Inquiry(patient, person, record, 0, Permission.READ, null, time));
        })
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  /** Whom the consents would let read, were it not for other consents. */
  private static NavigableMap<Recipient, Facts.Actor> candidates(
      List<Consent> standing, List<Inquiries.Person> named) {
    Map<Bytes32, List<Inquiries.Person>> byId =
        named.stream().collect(Collectors.groupingBy(it -> it.id().value()));
    Map<Bytes32, List<Inquiries.Person>> byOrganisation =
        named.stream().collect(Collectors.groupingBy(it -> it.actor().organisation().value()));
    NavigableMap<Recipient, Facts.Actor> candidates = new TreeMap<>(Recipient.ORDER);
    for (Consent entry : standing) {
      if (entry.effect() == Effect.ALLOW && entry.permissions().contains(Permission.READ)) {
        Bytes32 grantee = entry.grantee().value();
        List<Inquiries.Person> members =
            byOrganisation.getOrDefault(grantee, List.of()).stream()
                .filter(it ->
                    entry.roles().contains(it.actor().role()) && !it.id().equals(entry.patient()))
                .toList();
        byId.getOrDefault(grantee, members)
            .forEach(it -> candidates.put(new Recipient(it.id(), entry.record()), it.actor()));
      }
    }
    return candidates;
  }
}
