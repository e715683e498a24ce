/** Who may (PROTOCOL.md section 3): the same rule as in the contract and in the services. */
import { BASIS, EFFECT, PARTICIPANT_STATUS, PERMISSION } from './codes.js';

/**
 * @typedef {{effect: number, roles: number, permissions: number, purposes: number, notBefore: number|bigint, notAfter: number|bigint}} Entry
 * @typedef {{actorIsPatient: boolean, actorIsAuthor: boolean, status: number, role: number, oneRecord: boolean, permission: number, purpose: number, time: number|bigint}} Question
 * @typedef {{recordPerson?: Entry, recordOrganisation?: Entry, allPerson?: Entry, allOrganisation?: Entry}} Entries
 */

/** @param {Question} question @param {Entries} entries @returns {{permitted: boolean, basis: number}} basis 0 if refused */
export function decide(question, entries) {
  const refused = { permitted: false, basis: 0 };
  if (question.permission === PERMISSION.READ && question.purpose === 0) {
    return refused;
  }
  if (question.actorIsPatient) {
    return { permitted: true, basis: BASIS.OWNER };
  }
  if (question.status !== PARTICIPANT_STATUS.ACTIVE) {
    return refused;
  }
  const inOrder = [
    question.oneRecord && applies(question, entries.recordPerson, false),
    question.oneRecord && applies(question, entries.recordOrganisation, true),
    applies(question, entries.allPerson, false),
    applies(question, entries.allOrganisation, true),
  ];
  const entry = inOrder.find(Boolean);
  if (entry) {
    return entry.effect === EFFECT.ALLOW ? { permitted: true, basis: BASIS.CONSENT } : refused;
  }
  const reads = question.permission === PERMISSION.READ && question.oneRecord;
  return reads && question.actorIsAuthor ? { permitted: true, basis: BASIS.AUTHOR } : refused;
}

function applies(question, entry, ofOrganisation) {
  const holds =
    entry !== undefined &&
    entry.effect !== EFFECT.NONE &&
    entry.notBefore <= question.time &&
    question.time < entry.notAfter &&
    (entry.permissions & question.permission) !== 0 &&
    (question.permission !== PERMISSION.READ || (entry.purposes & (1 << question.purpose)) !== 0) &&
    (!ofOrganisation || (entry.roles & (1 << question.role)) !== 0);
  return holds ? entry : undefined;
}
