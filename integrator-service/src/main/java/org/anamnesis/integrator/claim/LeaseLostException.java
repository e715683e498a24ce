package org.anamnesis.integrator.claim;

import org.anamnesis.protocol.id.EthereumAddress;

/** Another process may sign by now; the transaction that asked is rolled back. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(EthereumAddress signer) {
    super("the lease of signer " + signer + " is no longer this process's");
  }
}
