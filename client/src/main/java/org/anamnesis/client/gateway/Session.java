package org.anamnesis.client.gateway;

/** A sign-in's fruit. It shows its token to nobody. */
record Session(String token, String session, long expiresAt) {
  @Override
  public String toString() {
    return "Session[" + session + ", token redacted]";
  }
}
