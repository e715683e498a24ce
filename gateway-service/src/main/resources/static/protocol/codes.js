/** The frozen tables of numbers (PROTOCOL.md sections 2 and 3). */

export const KIND = Object.freeze({
  SESSION: 0, ENROL: 1, ROTATE: 2, STATUS: 3, REGISTER: 4, CONSENT: 5, ACCESS: 6, ERASE: 7, REVIEW: 8, STORE: 9, MANDATE: 10,
});

export const ROLE = Object.freeze({
  PATIENT: 1, DOCTOR: 2, NURSE: 3, DIETITIAN: 4, TECHNOLOGIST: 5, THERAPIST: 6, PATHOLOGIST: 7, PHARMACIST: 8, INSURER: 9,
  PHARMACEUTICAL_COMPANY: 10, AUTHORITY: 11, AUDITOR: 12, RESEARCHER: 13, DEVICE: 14, ORGANISATION: 15, REGISTRAR: 16,
});

export const PURPOSE = Object.freeze({
  TREAT: 1, ETREAT: 2, BTG: 3, CAREMGT: 4, PATRQT: 5, FAMRQT: 6, HPAYMT: 7, COVERAGE: 8, HOPERAT: 9, HQUALIMP: 10, PATSFTY: 11,
  PUBHLTH: 12, HRESCH: 13, CLINTRCH: 14, HLEGAL: 15, GOV: 16, HSYSADMIN: 17,
});

export const PERMISSION = Object.freeze({ READ: 1, CONTRIBUTE: 2, EMERGENCY: 4, DELEGATE: 8 });
export const EFFECT = Object.freeze({ NONE: 0, ALLOW: 1, DENY: 2 });
export const BASIS = Object.freeze({ OWNER: 1, AUTHOR: 2, CONSENT: 3, BREAK_GLASS: 4 });
export const PARTICIPANT_STATUS = Object.freeze({ ACTIVE: 1, SUSPENDED: 2, LEFT: 3 });
export const STORE_STATUS = Object.freeze({ ACTIVE: 1, CLOSED: 2 });
export const OUTCOME = Object.freeze({ JUSTIFIED: 1, UNJUSTIFIED: 2, UNCLEAR: 3 });
export const SUITE = Object.freeze({ STREAMING: 1 });

/** @param {Record<string, number>} table @returns {number} the mask with a bit for each number of the table */
export function maskOf(table) {
  return Object.values(table).reduce((mask, number) => mask | (1 << number), 0);
}

/** All bits of the permissions, whose numbers are bits themselves. */
export const ALL_PERMISSIONS = Object.values(PERMISSION).reduce((mask, bit) => mask | bit, 0);
