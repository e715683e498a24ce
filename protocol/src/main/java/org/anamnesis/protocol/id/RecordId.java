package org.anamnesis.protocol.id;

/**
 * The name of a record: SHA-256 of its first author and a salt; zero where all records of a patient
 * are meant.
 */
public record RecordId(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final RecordId ZERO = new RecordId(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static RecordId of(byte[] octets) {
    return new RecordId(Bytes32.of(octets));
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static RecordId parse(String hex) {
    return new RecordId(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
