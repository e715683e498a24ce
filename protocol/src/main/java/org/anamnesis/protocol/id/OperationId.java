package org.anamnesis.protocol.id;

/** The name of a signed operation: SHA-256 of its message (PROTOCOL.md section 2). */
public record OperationId(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final OperationId ZERO = new OperationId(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static OperationId of(byte[] octets) {
    return new OperationId(Bytes32.of(octets));
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static OperationId parse(String hex) {
    return new OperationId(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
