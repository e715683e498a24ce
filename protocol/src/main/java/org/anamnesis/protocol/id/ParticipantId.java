package org.anamnesis.protocol.id;

/**
 * The name of a participant: SHA-256 of the first signing key's uncompressed point, {@code 04 ‖ x ‖
 * y}.
 */
public record ParticipantId(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final ParticipantId ZERO = new ParticipantId(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static ParticipantId of(byte[] octets) {
    return new ParticipantId(Bytes32.of(octets));
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static ParticipantId parse(String hex) {
    return new ParticipantId(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
