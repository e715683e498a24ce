package org.anamnesis.protocol.code;

/** Why the contract rejected an operation, in the order of its checks (PROTOCOL.md section 3). */
public enum RejectionReason implements Numbered {
  /** No kind of the table. */
  UNKNOWN_KIND(1),
  /** Fields or signatures missing or surplus. */
  WRONG_NUMBER_OF_WORDS(2),
  /** A field that its type or table does not have. */
  FIELD_OUT_OF_RANGE(3),
  /** Numbered, but not served by this registry. */
  KIND_NOT_SERVED(4),
  /** The signer is not enrolled. */
  UNKNOWN_SIGNER(5),
  /** A signature does not verify. */
  BAD_SIGNATURE(6),
  /** The block is not older than validUntil. */
  EXPIRED(16),
  /** The signer is suspended or has left. */
  SIGNER_NOT_ACTIVE(17),
  /** The signer may not do this. */
  NOT_AUTHORISED(18),
  /** An id is not derived as it must be. */
  ID_MISMATCH(19),
  /** The participant exists. */
  ALREADY_ENROLLED(20),
  /** A participant named is not enrolled, or the patient has another role. */
  UNKNOWN_PARTICIPANT(21),
  /** The organisation is not admitted. */
  UNKNOWN_ORGANISATION(22),
  /** The store does not exist or is closed. */
  UNKNOWN_STORE(23),
  /** The record does not exist. */
  UNKNOWN_RECORD(24),
  /** Not the version after the head. */
  WRONG_VERSION(25),
  /** Not the head's content hash. */
  WRONG_PREVIOUS(26),
  /** The record's patient is another. */
  WRONG_PATIENT(27),
  /** The sequence is not greater than the last one. */
  STALE_SEQUENCE(28),
  /** The record is erased. */
  ERASED(29),
  /** The grantee is the patient. */
  INVALID_GRANTEE(30);

  private final int number;

  RejectionReason(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** Whether a signature had been verified, so that the rejection sets the operation's state. */
  public boolean setsState() {
    return number >= EXPIRED.number;
  }
}
