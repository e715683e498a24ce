package org.anamnesis.record.access;

import java.io.InputStream;
import java.time.Clock;
import java.util.function.Supplier;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.operation.Admission;
import org.anamnesis.record.permission.Permits;
import org.anamnesis.record.record.SealedVersion;
import org.anamnesis.record.store.BlobMissingException;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.record.store.Opening;
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
  private final Permits permits;
  private final Admission admission;
  private final BlobStore store;
  private final PresignedUrls presigned;
  private final Refusals refusals;
  private final Clock clock;

  Content(
      Tickets tickets,
      Permits permits,
      Admission admission,
      BlobStore store,
      PresignedUrls presigned,
      Refusals refusals,
      Clock clock) {
    this.tickets = tickets;
    this.permits = permits;
    this.admission = admission;
    this.store = store;
    this.presigned = presigned;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** A ticket that the caller holds, and what it opens while the patient's consent stands. */
  public record Held(Ticket ticket, SealedVersion version, Caller caller) {}

  /** Checks a ticket; the consent is looked at when something is opened. */
  public Held held(Octets octets, RecordId record, long number, Caller caller) {
    Tickets.Opened opened = tickets.opened(octets).orElseThrow(Content::foreign);
    return logged(opened.ticket(), record, caller, () -> held(opened, record, number, caller));
  }

  private Held held(Tickets.Opened opened, RecordId record, long number, Caller caller) {
    Ticket ticket = opened.ticket();
    SealedVersion version = opened.version();
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
    return new Held(ticket, version, caller);
  }

  private void checkConsent(Held held) {
    SealedVersion version = held.version();
    logged(
        held.ticket(),
        version.record(),
        held.caller(),
        () ->
            permits
                .toRead(
                    held.caller(),
                    version.patient(),
                    version.record(),
                    version.version(),
                    held.ticket().purpose())
                .orElseThrow(AccessRules::notPermitted));
  }

  private <T> T logged(Ticket ticket, RecordId record, Caller caller, Supplier<T> check) {
    return refusals.logged(ticket.access(), caller.participant(), record, check);
  }

  /**
   * Opens a run of a version's octets. The store is asked while the consent is looked at, and what
   * it answers is given out only if that permits.
   */
  public InputStream open(Held held, ByteRange range) {
    SealedVersion version = held.version();
    try (Opening opening = store.ask(version.key(), range.from(), range.length())) {
      checkConsent(held);
      return opening.octets();
    } catch (BlobMissingException missing) {
      LOG.error("operation {}: its object is missing", version.operation(), missing);
      throw new ProblemException(
          ProblemType.STORE_UNAVAILABLE, "The object store does not have the content.", missing);
    }
  }

  /** Where the store itself hands out a version, for a moment. */
  public PresignedUrl presigned(Held held) {
    checkConsent(held);
    return presigned
        .of(held.version().key())
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
