package org.anamnesis.protocol.content;

import org.anamnesis.protocol.content.ContentRefusedException.Fault;
import org.anamnesis.protocol.id.Hash;

/**
 * What a reader knows before the first sealed octet: the first three from the chain, the segment
 * hashes from whoever serves the content.
 *
 * @param associated what the content belongs to
 * @param keyCommitment of the data key
 * @param contentHash of the sealed content
 * @param segments checked against the content hash when they are used
 */
public record SealedHead(
    AssociatedData associated, Hash keyCommitment, Hash contentHash, SegmentHashes segments) {
  /** Refuses a key that the chain does not commit to, and hashes of other content. */
  public void check(DataKey key) throws ContentRefusedException {
    if (!key.commitment(associated).equals(keyCommitment)) {
      throw new ContentRefusedException(
          Fault.WRONG_KEY, "the data key is not the one that the chain commits to");
    }
    if (!segments.contentHash().equals(contentHash)) {
      throw new ContentRefusedException(
          Fault.WRONG_SEGMENT_HASHES, "the segment hashes are not those of the content hash");
    }
  }
}
