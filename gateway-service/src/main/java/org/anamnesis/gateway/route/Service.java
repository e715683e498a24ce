package org.anamnesis.gateway.route;

/** A service behind the door, and the audience of tokens for it. */
enum Service {
  RECORD("record-service"),
  LEDGER("ledger-service");

  private final String audience;

  Service(String audience) {
    this.audience = audience;
  }

  String audience() {
    return audience;
  }
}
