/** Numbers and errors as plain sentences. */
import { PERMISSION } from '../protocol/codes.js';

const PURPOSES = {
  1: 'for treatment', 2: 'for emergency treatment', 3: 'in an emergency, without your consent', 4: 'to coordinate care', 5: 'at your own request',
  6: 'at your family’s request', 7: 'for payment', 8: 'to check insurance cover', 9: 'for the running of the hospital', 10: 'to improve quality of care',
  11: 'for patient safety', 12: 'for public health', 13: 'for research', 14: 'for a clinical trial', 15: 'for a legal matter', 16: 'for an authority', 17: 'to run the system',
};
const CATEGORIES = {
  1: 'Visit', 2: 'Laboratory', 3: 'Imaging', 4: 'Medication', 5: 'Immunization', 6: 'Procedure', 7: 'Care plan', 8: 'Document', 9: 'Measurement',
};
const ROLES = {
  1: 'patients', 2: 'doctors', 3: 'nurses', 4: 'dietitians', 5: 'technologists', 6: 'therapists', 7: 'pathologists', 8: 'pharmacists', 9: 'insurers',
  10: 'pharmaceutical companies', 11: 'authorities', 12: 'auditors', 13: 'researchers', 14: 'devices', 15: 'organisations', 16: 'registrars',
};
/** The last second that a Date can hold. */
const LAST_SECOND = 8_640_000_000_000;
const FAILED_CHECKS = ['ChainMismatch', 'RecordRefused', 'ContentRefused', 'EnvelopeRefused', 'MetadataRefused', 'DirectoryRefused', 'AnswerRefused'];
const PROBLEMS = {
  'sign-in-refused': 'The hospital does not know this key yet. Hand your request to its desk, and try again when they have entered you.',
  'participant-not-active': 'Your registration is suspended. Please ask the hospital’s desk.',
  'clock-skew': 'This device’s clock is more than five minutes off. Please set it and try again.',
  'too-many-requests': 'That was too much at once. Please wait a moment.',
  'not-permitted': 'This is not yours to read.',
  'record-not-anchored': 'This record has just arrived and is not confirmed yet. Please try again in a minute.',
};

/** @param {number} number of PURPOSE */
export function purpose(number) {
  return PURPOSES[number] ?? 'for a purpose that this page does not know';
}

/** @param {number} number of PROTOCOL.md's categories */
export function category(number) {
  return CATEGORIES[number] ?? 'Record';
}

/** @param {number} mask of PERMISSION */
export function permissions(mask) {
  const parts = [
    [PERMISSION.READ, 'read'],
    [PERMISSION.CONTRIBUTE, 'add records'],
    [PERMISSION.EMERGENCY, 'read in an emergency'],
    [PERMISSION.DELEGATE, 'decide for you'],
  ].filter(([bit]) => (mask & bit) !== 0);
  return listed(parts.map(([, words]) => words));
}

/** @param {number} mask with bit n for role n */
export function roles(mask) {
  return listed(Object.keys(ROLES).filter((number) => (mask & (1 << number)) !== 0).map((number) => ROLES[number]));
}

/** @param {number|bigint} when Unix seconds */
export function day(when) {
  return dated(when, { dateStyle: 'long' });
}

/** @param {number} seconds Unix */
export function moment(seconds) {
  return dated(seconds, { dateStyle: 'long', timeStyle: 'short' });
}

/** @param {number} seconds Unix */
export function month(seconds) {
  return dated(seconds, { month: 'long', year: 'numeric' });
}

/** An author may have signed any time. */
function dated(when, format) {
  const seconds = Number(when);
  return seconds > LAST_SECOND ? 'a day beyond every calendar' : new Intl.DateTimeFormat('en-GB', format).format(new Date(seconds * 1000));
}

/** a, b and c */
export function listed(parts) {
  return new Intl.ListFormat('en-GB').format(parts);
}

/** What went wrong, for a person. A failed check is never softened: it is said as what it is. */
export function sentence(e) {
  const known = PROBLEMS[e.type?.split(':').at(-1)];
  if (known !== undefined) {
    return known;
  }
  if (e.name === 'OutcomeUnknown') {
    return `It is not known whether the hospital accepted this. ${sentence(e.cause)} Please open this page again to see, before you repeat it.`;
  }
  if (e.name === 'Unfollowed') {
    return `The hospital accepted this, but whether the chain has it cannot be found out. ${sentence(e.cause)}`;
  }
  if (e.name === 'Problem') {
    return e.status >= 500 ? `The hospital cannot do this at the moment. It says: ${e.message}` : e.message;
  }
  if (e.name === 'Unreachable') {
    return 'The hospital cannot be reached at the moment.';
  }
  if (e.name === 'SignedOut') {
    return 'You have signed out.';
  }
  if (e.name === 'OtherAddress') {
    return `The hospital’s portal has another address, and your key is for that one: ${listed(e.gateways)}. Please open it there.`;
  }
  if (e.name === 'NoKeyFile') {
    return 'This file is no key file of the portal (.pem). A file of the command line becomes one by: anamnesis keys export.';
  }
  if (e.name === 'KeyFileRefused') {
    return 'The key file does not open. Is the passphrase right?';
  }
  if (FAILED_CHECKS.includes(e.name)) {
    return `A check failed: ${e.message}. Please tell the hospital.`;
  }
  if (e instanceof TypeError) {
    return 'This page made a mistake. Please load it again, and tell the hospital if it goes on.';
  }
  return `Something unexpected happened (${e.name}).`;
}
