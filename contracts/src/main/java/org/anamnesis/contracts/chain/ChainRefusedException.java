package org.anamnesis.contracts.chain;

/** The node answered with an error or with nothing: a reverted call, an unknown block. */
public final class ChainRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Octets revert;

  ChainRefusedException(String method, int code, String reason, Octets revert) {
    super("the Ethereum node refused " + method + ": " + reason + " (" + code + ")");
    this.code = code;
    this.revert = revert;
  }

  /** The JSON-RPC error code, 3 for a revert. */
  public int code() {
    return code;
  }

  /** The ABI-encoded error of a revert, empty if there is none. */
  public Octets revert() {
    return revert;
  }
}
