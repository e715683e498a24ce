package org.anamnesis.ledger.follow;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why the service did not start. */
class OtherNetworkFailureAnalyzer extends AbstractFailureAnalyzer<OtherNetworkException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, OtherNetworkException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
