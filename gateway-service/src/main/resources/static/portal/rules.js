/** Consents as sentences. The page calls one a rule, since it may also forbid. */
import { EFFECT, PERMISSION, PURPOSE, ROLE, maskOf } from '../protocol/codes.js';
import { FOREVER } from '../protocol/consents.js';
import { isZero } from '../protocol/octets.js';
import { category, day, listed, permissions, purpose, roles, sentence } from './phrases.js';

/** @typedef {object} Entry an item of the list of consents */

/**
 * What a rule says, to stand below the name of whom it is for.
 * @param {Entry} entry @param {boolean} ofOrganisation @param {number} now Unix seconds
 */
export function rule(entry, ofOrganisation, now) {
  const who = ofOrganisation ? `${members(entry)} ` : '';
  const verb = allows(entry) ? 'may' : 'may not';
  const conditions = [scope(entry), ...purposes(entry), period(entry, now)];
  return `${who}${verb} ${permissions(entry.permissions)}: ${conditions.join(', ')}.${isToCome(entry, now) ? ' This is not in force yet.' : ''}`;
}

/** What ending a rule does. @param {string} name @param {Entry} entry @param {boolean} othersRemain whether there are other rules */
export function beforeEnding(name, entry, othersRemain) {
  const deeds = permissions(entry.permissions);
  const sentences = allows(entry)
    ? [`From now on this rule no longer allows ${name} to ${deeds}.`]
    : [`This rule forbids ${name} to ${deeds}, and does so until the chain has its end.`];
  if (allows(entry) && reads(entry)) {
    sentences.push('What they have read already they may remember.');
  }
  if (othersRemain) {
    sentences.push('Your other rules remain and still count.');
  }
  return sentences.join(' ');
}

/** @param {string} name @param {Entry} entry */
export function ended(name, entry) {
  return `Ended: the rule that ${allows(entry) ? 'allowed' : 'forbade'} ${name} to ${permissions(entry.permissions)} (${scope(entry)}).`;
}

/** The store serves nothing under a rule whose end it accepted; what a rule forbade it goes on refusing until the chain has the end. */
export function endsAtOnce(entry) {
  return allows(entry);
}

/** What became of an accepted end that the chain does not have. @param {Entry} entry @param {'REFUSED'|'ON_ITS_WAY'} outcome */
export function endingUnfinished(entry, outcome) {
  const here = endsAtOnce(entry) ? 'At this hospital the rule has ended.' : 'The rule still holds.';
  return outcome === 'REFUSED'
    ? `The chain did not take up the end of this rule. ${here} Please end it once more, and tell the hospital.`
    : `The hospital accepted this, but it is not written to the chain yet. ${here} Please look here again later.`;
}

/** What became of an accepted permission. @param {string} name @param {number} mask of PERMISSION @param {'ANCHORED'|'REFUSED'|'ON_ITS_WAY'} outcome */
export function given(name, mask, outcome) {
  switch (outcome) {
    case 'ANCHORED':
      return `${name} may now ${permissions(mask)}.`;
    case 'REFUSED':
      return `The chain did not take this up. For ${name} what held before still holds. Please try once more, or ask the hospital.`;
    default:
      return `The hospital accepted this, but it is not written to the chain yet. As soon as it is, ${name} may ${permissions(mask)}.`;
  }
}

/** Which record was not handed over, and why. */
export function kept({ item, reason }) {
  return `${category(item.category)} of ${day(item.time)}. ${sentence(reason)}`;
}

const allows = ({ effect }) => effect === EFFECT.ALLOW;
const reads = (entry) => (entry.permissions & PERMISSION.READ) !== 0;
const isToCome = ({ notBefore }, now) => notBefore > now;
const scope = ({ record }) => (isZero(record) ? 'all your records' : 'one record');

function members(entry) {
  const everybody = maskOf(ROLE);
  return (entry.roles & everybody) === everybody ? 'Everybody there' : `The ${roles(entry.roles)} there`;
}

/** Reading alone is bound to purposes. */
function purposes(entry) {
  return reads(entry) ? [listed(Object.values(PURPOSE).filter((number) => (entry.purposes & (1 << number)) !== 0).map(purpose))] : [];
}

function period(entry, now) {
  const until = entry.notAfter === FOREVER ? 'until you end it' : `until ${day(entry.notAfter)}`;
  return isToCome(entry, now) ? `from ${day(entry.notBefore)} ${until}` : until;
}
