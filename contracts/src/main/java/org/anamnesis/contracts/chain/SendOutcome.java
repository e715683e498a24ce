package org.anamnesis.contracts.chain;

/**
 * What a node said to a transaction. Being accepted is not being mined: only a receipt says that.
 */
public sealed interface SendOutcome {
  /** It waits in the node's pool. */
  record Accepted() implements SendOutcome {}

  /** The node has these very octets already, which is as good as accepted. */
  record AlreadyKnown() implements SendOutcome {}

  /** A transaction of this nonce was mined, perhaps this one: look for its receipt first. */
  record NonceTooLow() implements SendOutcome {}

  /**
   * The node takes it later: its pool has no room, or holds too many of this sender's transactions,
   * or is closed while the node catches up with the chain.
   *
   * @param reason the node's words
   */
  record NotNow(String reason) implements SendOutcome {}

  /**
   * The node will not take it, now or later.
   *
   * @param code the JSON-RPC error code
   * @param reason the node's words
   */
  record Rejected(int code, String reason) implements SendOutcome {}
}
