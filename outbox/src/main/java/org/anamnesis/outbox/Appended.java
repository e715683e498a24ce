package org.anamnesis.outbox;

/** What an append found. Either way the operation is in the outbox once the transaction commits. */
public sealed interface Appended {
  /** The row, whose acceptance is the one to answer with. */
  StoredOperation operation();

  /** It was not there before. */
  record New(StoredOperation operation) implements Appended {}

  /** It was accepted earlier; this is the first row, and nothing was changed. */
  record AlreadyThere(StoredOperation operation) implements Appended {}
}
