package org.anamnesis.record.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.anamnesis.protocol.json.Octets;

/**
 * An S3 object store. Whatever it cannot do now is a problem {@code store-unavailable}; none of its
 * calls belongs into a database transaction.
 */
public interface BlobStore {
  /** Writes an object in one request; writing the same octets again changes nothing. */
  void put(BlobKey key, Chunk octets);

  /** Begins an upload by parts. */
  Multipart begin(BlobKey key);

  /** Writes a part; writing it again replaces it. */
  PartTag putPart(BlobKey key, Multipart upload, int part, Chunk octets);

  /**
   * Makes the object of its parts. A second time, after the first one's answer was lost, finds the
   * object there and is content.
   */
  void complete(BlobKey key, Multipart upload, List<PartTag> parts, long length);

  /** The object's length, empty if there is no object. */
  Optional<Long> length(BlobKey key);

  /**
   * Asks for a run of an object's octets, and does not wait for them.
   *
   * @param from first octet
   * @param length how many, at least one
   */
  Opening ask(BlobKey key, long from, long length);

  /**
   * Opens a run of an object's octets, as {@link #ask} does.
   *
   * @throws BlobMissingException if there is no such object
   */
  default InputStream open(BlobKey key, long from, long length) {
    try (Opening opening = ask(key, from, length)) {
      return opening.octets();
    }
  }

  /** Forgets parts that were written; an upload that is not there any more is fine. */
  void abort(BlobKey key, Multipart upload);

  /**
   * Forgets the parts of every upload that was begun under a key and not completed, also of one
   * that nobody remembers, because the process died before it could write down what it began.
   */
  void abortAll(BlobKey key);

  /** Deletes the object; one that is not there is fine. */
  void delete(BlobKey key);

  /**
   * The first octets of a buffer, lent for one call.
   *
   * @param buffer is read only, and not after the call
   * @param length how many of them count
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Chunk(byte[] buffer, int length) {
    /** A copy as a value. */
    public Octets copy() {
      return Octets.of(java.util.Arrays.copyOf(buffer, length));
    }
  }
}
