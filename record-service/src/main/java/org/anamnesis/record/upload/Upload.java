package org.anamnesis.record.upload;

import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.record.store.BlobKey;
import org.anamnesis.record.store.Multipart;
import org.anamnesis.record.store.PartTag;

/**
 * An upload as of now.
 *
 * @param signed the REGISTER
 * @param expiresAt Unix seconds
 * @param multipart what the object store began, if it did
 * @param parts what the object store has, in order
 */
public record Upload(
    SignedOperation signed,
    State state,
    int partSize,
    long expiresAt,
    Optional<Multipart> multipart,
    List<Part> parts) {
  /** How far an upload is. */
  public enum State {
    /** Octets are missing. */
    UPLOADING,
    /** The object is whole, and the operation is accepted. */
    STORED,
    /** It will be swept away. */
    ABANDONED
  }

  /**
   * A part that the object store has.
   *
   * @param hashes of its segments, 32 octets each
   */
  record Part(PartTag tag, long length, org.anamnesis.protocol.json.Octets hashes) {}

  /** Copies. */
  public Upload {
    parts = List.copyOf(parts);
  }

  /** The REGISTER's id, which names the upload. */
  public OperationId id() {
    return signed.id();
  }

  /** What the upload is for. */
  public Operation.Register register() {
    return (Operation.Register) signed.operation();
  }

  /** Octets of the whole. */
  public long length() {
    return register().sealedLength();
  }

  /** Where to go on. */
  public long offset() {
    return state == State.STORED ? length() : parts.stream().mapToLong(Part::length).sum();
  }

  /** Whether one request to the object store is enough. */
  boolean isSmall() {
    return length() <= partSize;
  }

  /** Octets of its largest part: all that is in memory of it at a time. */
  int largestPart() {
    return (int) Math.min(partSize, length());
  }

  BlobKey key() {
    return new BlobKey(register().record(), register().version(), id());
  }
}
