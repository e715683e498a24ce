package org.anamnesis.client.record;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.client.chain.ChainMismatchException;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.gateway.ProblemException;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.directory.DirectoryRefused;
import org.anamnesis.protocol.envelope.Envelope;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.metadata.Metadata;

/** Listings of records, and what the listed ones are as far as the caller can open them. */
public final class Records {
  /** Few enough for the gateway's limit of requests a second. */
  private static final int AT_ONCE = 4;

  private static final int NOT_FOUND = 404;

  private final Gateway gateway;
  private final Accesses accesses;
  private final Heads heads;
  private final RecordOpening opening;
  private final StoreId store;

  Records(Gateway gateway, Accesses accesses, Heads heads, RecordOpening opening, StoreId store) {
    this.gateway = gateway;
    this.accesses = accesses;
    this.heads = heads;
    this.opening = opening;
    this.store = store;
  }

  /**
   * All that the caller may list without announcing a read: a patient's own, or what an author
   * wrote.
   *
   * @throws RecordRefusedException if a record of another patient is listed
   */
  public List<RecordList.Item> own(ParticipantId patient) {
    return about(
        patient, gateway.all("/v1/records?limit=200&patient=" + patient.hex(), RecordList.class));
  }

  /**
   * Announces the reading of a patient's listing, and returns it.
   *
   * @throws RecordRefusedException if a record of another patient is listed
   */
  public List<RecordList.Item> announced(ParticipantId patient, Purpose purpose) {
    return about(patient, accesses.announceListing(patient, purpose, store));
  }

  /** What listed versions are, in their order; each is compared with the chain. */
  public List<ListedMetadata> metadata(List<RecordList.Item> items) {
    try (ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<ListedMetadata>> asked =
          items.stream().map(item -> asking.submit(() -> metadata(item))).toList();
      try {
        return asked.stream().map(Records::await).toList();
      } finally {
        asked.forEach(one -> one.cancel(true));
      }
    }
  }

  private ListedMetadata metadata(RecordList.Item item) {
    Envelope envelope = item.envelope();
    Octets sealed = item.metadata();
    if (envelope == null || sealed == null || !item.state().equals("ANCHORED")) {
      return new ListedMetadata.Closed();
    }
    try {
      return new ListedMetadata.Vouched(vouched(item, sealed, envelope));
    } catch (RecordRefusedException | ChainMismatchException | DirectoryRefused e) {
      return new ListedMetadata.Refused(String.valueOf(e.getMessage()));
    } catch (ProblemException e) {
      if (e.problem().status() != NOT_FOUND) {
        throw e;
      }
      return new ListedMetadata.Refused(e.problem().sentence());
    }
  }

  private Metadata vouched(RecordList.Item item, Octets sealed, Envelope envelope) {
    RecordHead head = heads.of(item.record());
    if (item.version() != head.version()
        || !item.patient().equals(head.patient())
        || !item.author().equals(head.author())) {
      throw new RecordRefusedException("The chain has another version, patient or author.");
    }
    return opening
        .open(head, sealed, item.category(), item.sealedLength(), item.time(), envelope)
        .metadata();
  }

  private static List<RecordList.Item> about(ParticipantId patient, List<RecordList.Item> items) {
    if (!items.stream().allMatch(item -> item.patient().equals(patient))) {
      throw new RecordRefusedException("The listing is of another patient than was asked for.");
    }
    return items;
  }

  private static <T> T await(Future<T> asked) {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for records", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new IllegalStateException("asking for records failed", e);
    }
  }
}
