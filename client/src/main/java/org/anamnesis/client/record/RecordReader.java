package org.anamnesis.client.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.LongConsumer;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.content.AssociatedData;
import org.anamnesis.protocol.content.ContentRefusedException;
import org.anamnesis.protocol.content.DataKey;
import org.anamnesis.protocol.content.OpeningInputStream;
import org.anamnesis.protocol.content.SealedHead;
import org.anamnesis.protocol.content.SegmentHasher;
import org.anamnesis.protocol.content.SegmentHashes;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.metadata.Metadata;

/** Reads records: announces each read on the chain, and gives out nothing that was not checked. */
public final class RecordReader {
  private final SealedOctets octets;
  private final Heads heads;
  private final Accesses accesses;
  private final RecordOpening opening;
  private final Registry registry;

  RecordReader(
      SealedOctets octets,
      Heads heads,
      Accesses accesses,
      RecordOpening opening,
      Registry registry) {
    this.octets = octets;
    this.heads = heads;
    this.accesses = accesses;
    this.opening = opening;
    this.registry = registry;
  }

  /**
   * A record that may be read now: its announced access, what it is, and its octets for a while.
   */
  public final class Opened {
    private final AccessGrant grant;
    private final RecordHead head;
    private final DataKey key;
    private final Metadata metadata;
    private final boolean straight;

    private Opened(
        AccessGrant grant, RecordHead head, DataKey key, Metadata metadata, boolean straight) {
      this.grant = grant;
      this.head = head;
      this.key = key;
      this.metadata = metadata;
      this.straight = straight;
    }

    /** The same, whose octets come straight from the object store, if its service allows this. */
    public Opened straightFromStore() {
      return new Opened(grant, head, key, metadata, true);
    }

    /** The read's own operation. */
    public OperationId access() {
      return grant.operation();
    }

    /** What the record is, unsealed and checked. */
    public Metadata metadata() {
      return metadata;
    }

    /** Octets on the way. */
    public long sealedLength() {
      return grant.sealedLength();
    }

    /**
     * The plaintext; each segment is checked before an octet of it comes out, and that its author
     * signed all of it before its end.
     */
    public InputStream content() throws IOException {
      InputStream sealed =
          straight ? octets.straightFromStore(grant) : octets.throughServices(grant);
      return new OpeningInputStream(
          sealed, sealedHead(), key, metadata.length(), metadata.sha256());
    }

    /**
     * Writes the plaintext to a file, which appears only when it is whole, readable by its owner
     * only. Of one that does not become whole nothing stays. Nothing is forced to the disk: a
     * machine that loses power soon after may keep the name and lose octets, and the record is read
     * anew.
     *
     * @throws RecordRefusedException if an octet was changed, lost or added
     */
    public void saveTo(Path file, LongConsumer progress) {
      Path target = file.toAbsolutePath();
      try {
        Path part =
            Files.createTempFile(
                target.getParent(),
                ".anamnesis-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
          // Not truncated, though it is empty: ext4 would begin to write it out when it is closed.
          try (InputStream in = content();
              var out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            Copying.of(in, out::write, progress);
          }
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      } catch (ContentRefusedException e) {
        throw refused(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private SealedHead sealedHead() {
      return new SealedHead(
          new AssociatedData(registry, head.record(), head.version()),
          head.keyCommitment(),
          head.contentHash(),
          SegmentHashes.of(head.sealedLength(), grant.segmentHashes().bytes()));
    }
  }

  /**
   * Announces a read and opens what the announcement is answered with.
   *
   * @throws RecordRefusedException if envelope, metadata or a signature is not what chain and
   *     author vouch for
   */
  public Opened open(RecordId record, Purpose purpose) {
    return open(heads.of(record), purpose);
  }

  /** The same for a head that is known already, from {@link Heads}. */
  public Opened open(RecordHead head, Purpose purpose) {
    AccessGrant grant = accesses.announce(head, purpose);
    RecordOpening.Unsealed unsealed =
        opening.open(
            head,
            grant.metadata(),
            grant.category(),
            grant.sealedLength(),
            grant.time(),
            grant.envelope());
    return new Opened(grant, head, unsealed.key(), unsealed.metadata(), false);
  }

  /**
   * Fetches the sealed octets and compares them with the contract's own state, without opening
   * them.
   *
   * @throws RecordRefusedException if they are not what was registered
   */
  public RecordHead verify(RecordId record, Purpose purpose, LongConsumer progress) {
    RecordHead head = heads.of(record);
    AccessGrant grant = accesses.announce(head, purpose);
    SegmentHasher hasher = new SegmentHasher();
    try (InputStream in = octets.throughServices(grant)) {
      Copying.of(in, hasher::update, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (hasher.length() != head.sealedLength()
        || !hasher.finish().contentHash().equals(head.contentHash())) {
      throw new RecordRefusedException(
          "The stored octets are not those whose hash the chain holds.");
    }
    return head;
  }

  private static RecordRefusedException refused(ContentRefusedException e) {
    return new RecordRefusedException("The stored octets were changed: " + e.getMessage() + ".", e);
  }
}
