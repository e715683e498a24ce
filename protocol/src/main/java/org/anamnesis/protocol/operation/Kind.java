package org.anamnesis.protocol.operation;

import org.anamnesis.protocol.code.Numbered;

/** The kinds of operations, with the shape of each (PROTOCOL.md section 2). */
public enum Kind implements Numbered {
  /** Signs in; never on the chain. */
  SESSION(0, 4, 1),
  /** Enters a participant into the directory. */
  ENROL(1, 10, 2),
  /** Changes a participant's keys. */
  ROTATE(2, 8, 2),
  /** Suspends a participant, or makes them active again. */
  STATUS(3, 6, 1),
  /** Anchors a version of a record. */
  REGISTER(4, 13, 1),
  /** Says what a grantee may. */
  CONSENT(5, 12, 1),
  /** Announces a read. */
  ACCESS(6, 10, 1),
  /** Leaves a tombstone for a record. */
  ERASE(7, 4, 1),
  /** Judges a break-glass access. */
  REVIEW(8, 6, 1),
  /** Enters a store and its acceptance key. */
  STORE(9, 8, 1),
  /** Says what an auditor may query. */
  MANDATE(10, 7, 1);

  private final int number;
  private final int fields;
  private final int signatures;

  Kind(int number, int fields, int signatures) {
    this.number = number;
    this.fields = fields;
    this.signatures = signatures;
  }

  @Override
  public int number() {
    return number;
  }

  /** Words after the registry's address. */
  public int fields() {
    return fields;
  }

  /** Signatures that follow the message. */
  public int signatures() {
    return signatures;
  }
}
