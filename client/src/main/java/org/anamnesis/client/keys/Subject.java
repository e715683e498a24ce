package org.anamnesis.client.keys;

/** Whom a certificate names (PROTOCOL.md section 7). */
public sealed interface Subject {
  /** A patient: nothing but the participant's id, so that no name leaves the patient's machine. */
  record Patient() implements Subject {}

  /**
   * A professional.
   *
   * @param name common name (CN)
   * @param profession title (T), such as "doctor"
   * @param organisation organisation (O)
   */
  record Professional(String name, String profession, String organisation) implements Subject {
    /** Refuses blank parts. */
    public Professional {
      if (name.isBlank() || profession.isBlank() || organisation.isBlank()) {
        throw new IllegalArgumentException("name, profession and organisation must not be blank");
      }
    }
  }
}
