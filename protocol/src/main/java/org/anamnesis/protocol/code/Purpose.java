package org.anamnesis.protocol.code;

/**
 * Why somebody reads: a frozen table of HL7 v3 PurposeOfUse codes, matched exactly, without
 * inheritance.
 */
public enum Purpose implements Numbered {
  /** Treatment. */
  TREAT(1),
  /** Emergency treatment. */
  ETREAT(2),
  /** Break the glass. */
  BTG(3),
  /** Care management. */
  CAREMGT(4),
  /** Patient requested. */
  PATRQT(5),
  /** Family requested. */
  FAMRQT(6),
  /** Healthcare payment. */
  HPAYMT(7),
  /** Coverage. */
  COVERAGE(8),
  /** Healthcare operations. */
  HOPERAT(9),
  /** Quality improvement. */
  HQUALIMP(10),
  /** Patient safety. */
  PATSFTY(11),
  /** Public health. */
  PUBHLTH(12),
  /** Healthcare research. */
  HRESCH(13),
  /** Clinical trial research. */
  CLINTRCH(14),
  /** Legal. */
  HLEGAL(15),
  /** Government. */
  GOV(16),
  /** System administration. */
  HSYSADMIN(17);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
