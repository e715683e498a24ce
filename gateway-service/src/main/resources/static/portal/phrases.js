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
const PROBLEMS = {
  'sign-in-refused': 'The hospital does not know this key yet. Hand your request to its desk, and try again when they have entered you.',
  'participant-not-active': 'Your registration is suspended. Please ask the hospital’s desk.',
  'clock-skew': 'This device’s clock is more than five minutes off. Please set it and try again.',
  'too-many-requests': 'That was too much at once. Please wait a moment.',
  'not-permitted': 'This is not yours to read.',
  'record-not-anchored': 'This record has just arrived and is not confirmed yet. Please try again in a minute.',
};
const OFFLINE = 'The hospital cannot be reached at the moment. Nothing was changed.';

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

/** @param {number} seconds Unix */
export function day(seconds) {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(seconds * 1000));
}

/** @param {number} seconds Unix */
export function moment(seconds) {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(seconds * 1000));
}

/** @param {number} seconds Unix */
export function month(seconds) {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(seconds * 1000));
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
  if (e.name === 'Problem') {
    return e.status >= 500 ? OFFLINE : e.message;
  }
  if (e instanceof TypeError) {
    return OFFLINE;
  }
  if (e.name === 'KeyFileRefused') {
    return 'The key file does not open. Is the passphrase right?';
  }
  if (['ChainMismatch', 'RecordRefused', 'ContentRefused', 'EnvelopeRefused', 'MetadataRefused', 'DirectoryRefused', 'AnswerRefused'].includes(e.name)) {
    return `A check failed, so nothing is shown: ${e.message}. Please tell the hospital.`;
  }
  return `Something unexpected happened (${e.name}).`;
}
