package org.anamnesis.record.access;

import java.io.InputStream;
import java.time.Clock;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.operation.Admission;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.record.Versions;
import org.anamnesis.record.store.BlobMissingException;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.record.store.PresignedUrl;
import org.anamnesis.record.store.PresignedUrls;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Octets for tickets. Ticket and consent are checked at every request. */
@Component
public final class Content {
  private static final Logger LOG = LoggerFactory.getLogger(Content.class);

  private final Tickets tickets;
  private final Versions versions;
  private final Permits permits;
  private final Admission admission;
  private final BlobStore store;
  private final PresignedUrls presigned;
  private final Refusals refusals;
  private final Clock clock;

  Content(
      Tickets tickets,
      Versions versions,
      Permits permits,
      Admission admission,
      BlobStore store,
      PresignedUrls presigned,
      Refusals refusals,
      Clock clock) {
    this.tickets = tickets;
    this.versions = versions;
    this.permits = permits;
    this.admission = admission;
    this.store = store;
    this.presigned = presigned;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** The version that a ticket opens to the caller now. */
  public SealedVersion admit(Octets ticketOctets, RecordId record, long number, Caller caller) {
    Ticket ticket = tickets.of(ticketOctets).orElseThrow(Content::foreign);
    return refusals.logged(
        ticket.access(), caller.participant(), record, () -> admit(ticket, record, number, caller));
  }

  private SealedVersion admit(Ticket ticket, RecordId record, long number, Caller caller) {
    SealedVersion version = versions.of(ticket.version()).orElseThrow(Content::foreign);
    if (!ticket.reader().equals(caller.participant())
        || !ticket.session().equals(caller.session())
        || !version.record().equals(record)
        || version.version() != number) {
      throw foreign();
    }
    if (clock.instant().getEpochSecond() >= ticket.expiresAt()) {
      throw new ProblemException(
          ProblemType.TICKET_EXPIRED, "The ticket has expired; sign a new access.");
    }
    admission.admitRelease();
    if (permits.toRead(caller, version.patient(), record, number, ticket.purpose()).isEmpty()) {
      throw AccessRules.notPermitted();
    }
    return version;
  }

  /** Opens a run of a version's octets. */
  public InputStream open(SealedVersion version, ByteRange range) {
    try {
      return store.open(version.key(), range.from(), range.length());
    } catch (BlobMissingException missing) {
      LOG.error("operation {}: its object is missing", version.operation(), missing);
      throw new ProblemException(
          ProblemType.STORE_UNAVAILABLE, "The object store does not have the content.", missing);
    }
  }

  /** Where the store itself hands out a version that was admitted just now, for a moment. */
  public PresignedUrl presigned(SealedVersion version) {
    return presigned
        .of(version.key())
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.NOT_SERVED,
                "This store gives out no presigned URLs; get the content itself."));
  }

  private static ProblemException foreign() {
    return new ProblemException(
        ProblemType.TICKET_FOREIGN,
        "The ticket is none of this store's, or is for another reader, session or version.");
  }
}
