package org.anamnesis.protocol.id;

/** A 32-octet name of something; its text form is 64 lower-case hexadecimal digits. */
public sealed interface Id
    permits Hash, OperationId, OrganisationId, ParticipantId, RecordId, StoreId {
  /** The name's octets. */
  Bytes32 value();

  /** 64 lower-case hexadecimal digits. */
  default String hex() {
    return value().hex();
  }

  /** A copy of the 32 octets. */
  default byte[] bytes() {
    return value().bytes();
  }

  /** Whether it is 32 zeros, which names nothing. */
  default boolean isZero() {
    return value().isZero();
  }
}
