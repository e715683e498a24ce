package org.anamnesis.protocol.content;

import java.io.IOException;

/**
 * Sealed content, or its key, is not what the chain says. It is thrown before any plaintext of the
 * segment concerned is given out.
 */
public final class ContentRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** Names what does not hold. */
  public ContentRefusedException(Fault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  /** What does not hold. */
  public Fault fault() {
    return fault;
  }

  /** What can fail. */
  public enum Fault {
    /** The data key is not the one that the chain commits to. */
    WRONG_KEY,
    /** The segment hashes are not those of the chain's content hash. */
    WRONG_SEGMENT_HASHES,
    /** A segment's octets do not have its hash. */
    WRONG_SEGMENT,
    /** A segment's tag does not verify. */
    WRONG_TAG,
    /** There are fewer octets than the content has. */
    TRUNCATED,
    /** There are more octets than the content has. */
    APPENDED,
    /** The padding is not zeros, or not as long as the length asks for. */
    WRONG_PADDING,
    /** The plaintext is not the one that its clinical author signed. */
    WRONG_PLAINTEXT
  }
}
