package org.anamnesis.integrator;

/** The process ends here, as far as the code under test can tell. */
final class Crash extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super("crash " + where);
  }
}
