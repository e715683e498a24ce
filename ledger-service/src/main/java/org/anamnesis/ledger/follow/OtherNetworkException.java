package org.anamnesis.ledger.follow;

/** The database or the node belongs to another network than the one configured. Needs a person. */
class OtherNetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String action;

  OtherNetworkException(String message, String action) {
    super(message);
    this.action = action;
  }

  /** What a person can do. */
  String action() {
    return action;
  }
}
