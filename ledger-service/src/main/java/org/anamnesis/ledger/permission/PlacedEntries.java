package org.anamnesis.ledger.permission;

import java.util.HashMap;
import java.util.Map;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.permission.Entries;
import org.anamnesis.protocol.permission.Entry;

/** Entries of one patient, found by what they are for and whom. */
final class PlacedEntries {
  private final Map<Place, Entry> entries = new HashMap<>();

  private record Place(RecordId record, Bytes32 grantee) {}

  void put(RecordId record, Id grantee, Entry entry) {
    entries.put(new Place(record, grantee.value()), entry);
  }

  /** Those that can decide about a record (zero: all of them) and a member of an organisation. */
  Entries of(RecordId record, ParticipantId person, OrganisationId organisation) {
    return new Entries(
        entries.get(new Place(record, person.value())),
        entries.get(new Place(record, organisation.value())),
        entries.get(new Place(RecordId.ZERO, person.value())),
        entries.get(new Place(RecordId.ZERO, organisation.value())));
  }
}
