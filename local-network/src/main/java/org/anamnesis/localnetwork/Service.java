package org.anamnesis.localnetwork;

import java.util.Locale;

/** The four services, in the order in which they are started. */
public enum Service {
  /** Follows the chain and answers who may. */
  LEDGER,
  /** Takes operations and sealed records. */
  RECORD,
  /** Anchors operations. */
  INTEGRATOR,
  /** The only public door. */
  GATEWAY;

  /** The module, which is also the name that it signs and accepts tokens by. */
  public String module() {
    return name().toLowerCase(Locale.ROOT) + "-service";
  }
}
