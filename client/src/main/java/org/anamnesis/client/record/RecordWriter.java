package org.anamnesis.client.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.anamnesis.client.directory.People;
import org.anamnesis.client.gateway.Gateway;
import org.anamnesis.client.gateway.Page;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.operation.Operations;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.directory.VerifiedParticipant;
import org.anamnesis.protocol.envelope.Envelopes;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.operation.Operation;
import org.jspecify.annotations.Nullable;

/** Seals, registers and uploads records. */
public final class RecordWriter {
  private final Gateway gateway;
  private final People people;
  private final ParticipantKeys keys;
  private final Operations operations;
  private final RecordSealing sealing;
  private final PendingUploads pending;

  RecordWriter(
      Gateway gateway,
      People people,
      ParticipantKeys keys,
      Operations operations,
      RecordSealing sealing,
      PendingUploads pending) {
    this.gateway = gateway;
    this.people = people;
    this.keys = keys;
    this.operations = operations;
    this.sealing = sealing;
    this.pending = pending;
  }

  /** What was put: the record's id, and the accepted registration. */
  public record Put(RecordId record, OperationStatus operation) {}

  /** Hears how far a put is. */
  public interface Progress {
    /** So many octets of plaintext were sealed more. */
    void sealed(long octets);

    /** So many of all sealed octets are at the store. */
    void uploaded(long octets, long of);

    /** Hears nothing. */
    Progress NONE =
        new Progress() {
          @Override
          public void sealed(long octets) {}

          @Override
          public void uploaded(long octets, long of) {}
        };
  }

  /**
   * Puts a document. The same call after an interruption goes on where it was cut off.
   *
   * @throws org.anamnesis.client.chain.ChainMismatchException if the acceptance is not a pinned
   *     store's for this registration, which is kept then
   * @throws UncheckedIOException if the file cannot be read or the sealed octets not be kept
   */
  public Put put(NewRecord document, Progress progress) {
    try {
      PendingUploads.Pending upload = pending.of(keys.participant(), document);
      Registration registration = registration(document, upload, progress);
      OperationId id = registration.operation().id();
      OperationStatus status = operations.checked(upload(registration, upload, progress), id);
      upload.forget();
      Operation.Register register = (Operation.Register) registration.operation().operation();
      return new Put(register.record(), status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Registration registration(
      NewRecord document, PendingUploads.Pending upload, Progress progress) throws IOException {
    Registration begun = upload.registration().orElse(null);
    if (begun != null && begun.operation().operation().validUntil() > operations.now()) {
      return begun;
    }
    Registration fresh =
        sealing.seal(document, recipients(document.patient()), upload.sealed(), progress::sealed);
    upload.keep(fresh);
    return fresh;
  }

  private OperationStatus upload(
      Registration registration, PendingUploads.Pending upload, Progress progress)
      throws IOException {
    String id = registration.operation().id().hex();
    Started started = gateway.post("/v1/records", registration, Started.class);
    UploadState state = gateway.get("/v1/uploads/" + id, UploadState.class);
    if (state.offset() == state.length() && !state.state().equals("UPLOADING")) {
      return operations.status(started.operation());
    }
    Path sealed = upload.sealed();
    long length = Files.size(sealed);
    try (SeekableByteChannel channel = Files.newByteChannel(sealed).position(state.offset());
        InputStream octets =
            new CountedInputStream(
                Channels.newInputStream(channel),
                state.offset(),
                at -> progress.uploaded(at, length))) {
      return gateway.putOctets(
          "/v1/uploads/" + id,
          state.offset(),
          length - state.offset(),
          octets,
          OperationStatus.class);
    }
  }

  /** Patient and author always, then every person who may read all of the patient's records. */
  private List<Envelopes.Recipient> recipients(ParticipantId patient) {
    Set<ParticipantId> readers = new LinkedHashSet<>();
    readers.add(patient);
    readers.add(keys.participant());
    gateway
        .all("/v1/patients/" + patient.hex() + "/recipients?limit=200", RecipientPage.class)
        .stream()
        .filter(reader -> reader.record().isZero())
        .forEach(reader -> readers.add(reader.participant()));
    return readers.stream()
        .map(people::find)
        .filter(person -> mayReceive(person, patient))
        .map(VerifiedParticipant::recipient)
        .toList();
  }

  private boolean mayReceive(VerifiedParticipant person, ParticipantId patient) {
    return person.status() == ParticipantStatus.ACTIVE || person.participant().equals(patient);
  }

  record Started(OperationId operation, Upload upload) {
    record Upload(long offset, long length, long expiresAt) {}
  }

  record UploadState(OperationId operation, long offset, long length, String state) {}

  record RecipientPage(List<Reader> items, @Nullable String next)
      implements Page<RecipientPage.Reader> {
    record Reader(ParticipantId participant, RecordId record) {}
  }

  private static final class CountedInputStream extends java.io.FilterInputStream {
    private final LongConsumer progress;
    private long at;

    CountedInputStream(InputStream in, long from, LongConsumer progress) {
      super(in);
      this.at = from;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int n = super.read(octets, offset, length);
      count(Math.max(0, n));
      return n;
    }

    private void count(int n) {
      at += n;
      progress.accept(at);
    }
  }
}
