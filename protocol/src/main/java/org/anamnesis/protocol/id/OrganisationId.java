package org.anamnesis.protocol.id;

/** The name of an organisation, as the consortium's members voted it in. */
public record OrganisationId(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final OrganisationId ZERO = new OrganisationId(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static OrganisationId of(byte[] octets) {
    return new OrganisationId(Bytes32.of(octets));
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static OrganisationId parse(String hex) {
    return new OrganisationId(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
