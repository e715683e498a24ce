package org.anamnesis.protocol.id;

/** The name of a store: a record service of one organisation with its object store. */
public record StoreId(Bytes32 value) implements Id {
  /** 32 zeros. */
  public static final StoreId ZERO = new StoreId(Bytes32.ZERO);

  /** Copies 32 octets; anything else is an {@link IllegalArgumentException}. */
  public static StoreId of(byte[] octets) {
    return new StoreId(Bytes32.of(octets));
  }

  /**
   * Reads 64 lower-case hexadecimal digits; anything else is an {@link IllegalArgumentException}.
   */
  public static StoreId parse(String hex) {
    return new StoreId(Bytes32.parse(hex));
  }

  @Override
  public String toString() {
    return hex();
  }
}
