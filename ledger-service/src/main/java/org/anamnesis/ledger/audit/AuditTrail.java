package org.anamnesis.ledger.audit;

import java.time.Clock;
import java.util.List;
import org.anamnesis.ledger.index.Position;
import org.anamnesis.ledger.index.Snapshots;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.springframework.stereotype.Component;

/** The trail for those who may ask. */
@Component
public class AuditTrail {
  private final Snapshots snapshots;
  private final TrailReaders readers;
  private final Trail trail;
  private final Clock clock;

  AuditTrail(Snapshots snapshots, TrailReaders readers, Trail trail, Clock clock) {
    this.snapshots = snapshots;
    this.readers = readers;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * The entries that the caller asks for, newest first.
   *
   * @param before where to go on
   * @param limit at most so many
   * @throws ProblemException forbidden, if they may not ask for them
   */
  public List<Entry> find(ParticipantId caller, TrailQuery asked, Position before, int limit) {
    long now = clock.instant().getEpochSecond();
    return snapshots.read(last ->
        readers
            .bound(asked, caller, now)
            .map(query -> trail.find(query, before, limit))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Patients ask about their own history, actors about themselves, auditors about their organisation's stores.")));
  }
}
