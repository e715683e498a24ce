package org.anamnesis.protocol.operation;

/**
 * Octets that are no operation of this protocol. The message says what was expected and found, and
 * holds no field's value.
 */
public final class MalformedOperation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** Names the rule that was broken. */
  public MalformedOperation(Fault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  /** The rule that was broken. */
  public Fault fault() {
    return fault;
  }

  /** The rules of PROTOCOL.md sections 1 and 2. */
  public enum Fault {
    /** Not whole words, or not the words (or signatures) that the kind has. */
    WRONG_NUMBER_OF_WORDS,
    /** The first word is not the protocol's label. */
    WRONG_DOMAIN,
    /** No kind of the table. */
    UNKNOWN_KIND,
    /** For another chain or registry. */
    WRONG_REGISTRY,
    /** A field that its type or table does not have. */
    FIELD_OUT_OF_RANGE
  }
}
