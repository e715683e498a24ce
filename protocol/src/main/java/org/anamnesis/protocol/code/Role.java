package org.anamnesis.protocol.code;

/**
 * What a participant is. Registrars give roles 1 to 14; the last two enter by the consortium's
 * vote.
 */
public enum Role implements Numbered {
  /** Whom records are about. */
  PATIENT(1),
  /** Doctor. */
  DOCTOR(2),
  /** Nurse. */
  NURSE(3),
  /** Dietitian. */
  DIETITIAN(4),
  /** Technologist. */
  TECHNOLOGIST(5),
  /** Therapist. */
  THERAPIST(6),
  /** Pathologist. */
  PATHOLOGIST(7),
  /** Pharmacist. */
  PHARMACIST(8),
  /** Insurer. */
  INSURER(9),
  /** Pharmaceutical company. */
  PHARMACEUTICAL_COMPANY(10),
  /** Authority. */
  AUTHORITY(11),
  /** Auditor. */
  AUDITOR(12),
  /** Researcher. */
  RESEARCHER(13),
  /** Device. */
  DEVICE(14),
  /** Organisation. */
  ORGANISATION(15),
  /** Who enrols people for an organisation. */
  REGISTRAR(16);

  private final int number;

  Role(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** Whether a registrar may give it by ENROL. */
  public boolean givenByRegistrar() {
    return number <= DEVICE.number;
  }
}
