package org.anamnesis.record.upload;

import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.anamnesis.outbox.StoredOperation;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.record.operation.Locks;
import org.anamnesis.record.operation.Operations;
import org.anamnesis.record.store.BlobStore;
import org.anamnesis.record.store.BlobStore.Chunk;
import org.anamnesis.record.store.Multipart;
import org.anamnesis.record.store.PartTag;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes the octets of an upload. The content hash is compared before there is an object under the
 * upload's key, so whatever lies there is what was signed, and writing it again changes nothing.
 */
@Component
public final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Uploads uploads;
  private final BlobStore store;
  private final Operations operations;
  private final Registration registration;
  private final UploadBuffers buffers;
  private final Locks locks;

  Reception(
      Uploads uploads,
      BlobStore store,
      Operations operations,
      Registration registration,
      UploadBuffers buffers,
      Locks locks) {
    this.uploads = uploads;
    this.store = store;
    this.operations = operations;
    this.registration = registration;
    this.buffers = buffers;
    this.locks = locks;
  }

  /** An upload of the caller's; {@code unknown-upload} for anybody else. */
  public Upload find(OperationId id, Caller caller) {
    return uploads
        .find(id)
        .filter(upload -> upload.register().author().equals(caller.participant()))
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.UNKNOWN_UPLOAD, "There is no such upload, or it is not the caller's."));
  }

  /**
   * Takes the octets from an offset to the end, and accepts the operation.
   *
   * @param offset where the upload must stand
   * @param announced octets of the body, or -1
   */
  public StoredOperation receive(
      OperationId id, Caller caller, long offset, long announced, InputStream body) {
    Upload found = find(id, caller);
    if (found.state() == Upload.State.STORED) {
      return operations.find(id).orElseThrow();
    }
    requireOpen(found);
    UUID lease = UUID.randomUUID();
    if (!uploads.lease(id, lease)) {
      throw inProgress();
    }
    try {
      // Only under the lease is what was read still so.
      Upload upload = uploads.find(id).orElseThrow(Registration::expired);
      checkOffset(upload, offset, announced);
      SegmentHashes hashes =
          buffers.with(upload.largestPart(), buffer -> take(upload, lease, body, buffer));
      return accept(upload, lease, caller, hashes);
    } finally {
      release(id, lease);
    }
  }

  private void requireOpen(Upload upload) {
    if (upload.state() == Upload.State.ABANDONED || uploads.isPast(upload.expiresAt())) {
      throw Registration.expired();
    }
  }

  private static void checkOffset(Upload upload, long offset, long announced) {
    if (offset != upload.offset()) {
      throw new ProblemException(
              ProblemType.UPLOAD_OFFSET_MISMATCH, "The upload goes on at another offset.")
          .with("offset", upload.offset());
    }
    if (announced >= 0 && announced != upload.length() - offset) {
      throw lengthMismatch(upload.offset());
    }
  }

  private SegmentHashes take(Upload upload, UUID lease, InputStream in, byte[] buffer) {
    UploadBody body = new UploadBody(in, upload.length());
    return upload.isSmall()
        ? takeSmall(upload, body, buffer)
        : takeParts(upload, lease, body, buffer);
  }

  private SegmentHashes takeSmall(Upload upload, UploadBody body, byte[] buffer) {
    SegmentHasher hasher = new SegmentHasher();
    int length = Math.toIntExact(upload.length());
    body.fill(buffer, length, 0);
    body.requireEnd(0);
    hasher.update(buffer, 0, length);
    SegmentHashes hashes = hasher.finish();
    if (!hashes.contentHash().equals(upload.register().content())) {
      throw contentMismatch();
    }
    store.put(upload.key(), new Chunk(buffer, length));
    return hashes;
  }

  private SegmentHashes takeParts(Upload upload, UUID lease, UploadBody body, byte[] buffer) {
    Multipart multipart = upload.multipart().orElseGet(() -> beginMultipart(upload, lease));
    long at = upload.offset();
    int number = upload.parts().size();
    while (at < upload.length()) {
      int length = (int) Math.min(upload.partSize(), upload.length() - at);
      body.fill(buffer, length, at);
      if (at + length == upload.length()) {
        body.requireEnd(at);
      }
      number++;
      PartTag tag = store.putPart(upload.key(), multipart, number, new Chunk(buffer, length));
      Upload.Part part = new Upload.Part(tag, length, hashesOf(buffer, length));
      if (!uploads.partKept(upload.id(), lease, part)) {
        throw inProgress();
      }
      at += length;
    }
    return completeParts(uploads.find(upload.id()).orElseThrow(), lease, multipart);
  }

  private Multipart beginMultipart(Upload upload, UUID lease) {
    store.abortAll(upload.key());
    Multipart multipart = store.begin(upload.key());
    if (!uploads.begun(upload.id(), lease, multipart)) {
      store.abort(upload.key(), multipart);
      throw inProgress();
    }
    return multipart;
  }

  private SegmentHashes completeParts(Upload whole, UUID lease, Multipart multipart) {
    java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
    whole.parts().forEach(part -> octets.writeBytes(part.hashes().bytes()));
    SegmentHashes hashes = SegmentHashes.of(whole.length(), octets.toByteArray());
    if (!hashes.contentHash().equals(whole.register().content())) {
      store.abort(whole.key(), multipart);
      uploads.startOver(whole.id(), lease);
      throw contentMismatch();
    }
    List<PartTag> tags = whole.parts().stream().map(Upload.Part::tag).toList();
    store.complete(whole.key(), multipart, tags, whole.length());
    return hashes;
  }

  private static Octets hashesOf(byte[] buffer, int length) {
    SegmentHasher hasher = new SegmentHasher();
    hasher.update(buffer, 0, length);
    return Octets.of(hasher.finishPart());
  }

  private StoredOperation accept(Upload upload, UUID lease, Caller caller, SegmentHashes hashes) {
    // An upload may take hours, in which signer and consent may have changed.
    operations.checkTimely(
        upload.signed(), operations.checkSigned(upload.signed(), Kind.REGISTER, caller));
    registration.checkMayContribute(caller, upload.register().patient());
    return operations.commit(
        upload.signed(),
        () -> {
          locks.hold(upload.register().record());
          registration.requireFree(upload.register());
          if (!uploads.stored(upload.id(), lease, hashes)) {
            throw inProgress();
          }
        });
  }

  private void release(OperationId id, UUID lease) {
    try {
      uploads.release(id, lease);
    } catch (DataAccessException down) {
      LOG.warn("upload {}: its lease ends by itself, the database is down", id, down);
    }
  }

  private static ProblemException inProgress() {
    return new ProblemException(
        ProblemType.UPLOAD_IN_PROGRESS, "Another request is writing this upload.");
  }

  static ProblemException lengthMismatch(long offset) {
    return new ProblemException(
            ProblemType.BODY_LENGTH_MISMATCH,
            "The body is shorter or longer than what is missing of the upload.")
        .with("offset", offset);
  }

  private static ProblemException contentMismatch() {
    return new ProblemException(
        ProblemType.CONTENT_MISMATCH,
        "The octets do not hash to what the operation says; the upload begins again at 0.");
  }
}
