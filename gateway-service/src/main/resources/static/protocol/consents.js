/** Consents: a patient says who may do what with their records, and wraps the keys of those in scope for a reader whom they permit. */
import { EFFECT, PERMISSION, ROLE, maskOf } from './codes.js';
import { associatedData } from './data-keys.js';
import { wrap } from './envelopes.js';
import { equal, isZero, toHex } from './octets.js';
import { findPerson } from './people.js';
import { findHead, listRecords, unwrap } from './records.js';
import { READ, envelopeJson, operationJson } from './wire.js';

/** No end. */
export const FOREVER = 2n ** 64n - 1n;
/** What this version serves. */
const SERVED = PERMISSION.READ | PERMISSION.CONTRIBUTE | PERMISSION.DELEGATE;
/** All of the patient's records. */
export const ALL_RECORDS = new Uint8Array(32);
/** Envelopes that go with the consent itself; the rest follow one by one, so that no body grows without bound. */
const TOGETHER = 500;

/**
 * @typedef {object} Terms
 * @property {Uint8Array} record or ALL_RECORDS
 * @property {Uint8Array} grantee a person, or, where no key is wrapped, an organisation
 * @property {number} permissions mask of PERMISSION @property {number} purposes mask with bit n for purpose n
 * @property {number} effect of EFFECT
 * @property {number|bigint} notBefore Unix seconds @property {number|bigint} notAfter Unix seconds, or FOREVER
 */

/** The patient's consents, in force or to come. */
export function listConsents(gateway) {
  return gateway.all(`/v1/patients/${toHex(gateway.keys.participant)}/consents`, READ.consents);
}

/**
 * Signs and sends a consent of the patient. One that lets somebody read carries the keys of the records in scope, wrapped for them.
 * @param {import('./gateway.js').Gateway} gateway @param {import('./chain.js').Chain} chain @param {Terms} terms
 * @param {(wrapped: number) => void} progress
 * @returns {Promise<object>} the operation's status
 */
export async function giveConsent(gateway, chain, terms, progress = () => {}) {
  const reads = terms.effect === EFFECT.ALLOW && (terms.permissions & PERMISSION.READ) !== 0;
  const envelopes = reads ? await wrapRecords(gateway, chain, terms, progress) : [];
  const signed = await gateway.sign('CONSENT', await fieldsOf(gateway, chain, terms));
  const body = { operation: operationJson(signed), envelopes: envelopes.slice(0, TOGETHER).map(envelopeJson) };
  const status = await gateway.submit('/v1/consents', body, signed.id);
  for (const envelope of envelopes.slice(TOGETHER)) {
    await gateway.put(`/v1/records/${toHex(envelope.record)}/versions/${envelope.version}/envelopes`, { envelopes: [envelopeJson(envelope)] });
  }
  return status;
}

/** Ends a consent: the same record and grantee with the effect NONE. It binds from its acceptance, and needs nothing from the directory. */
export function withdrawConsent(gateway, chain, { record, grantee }) {
  const terms = { record, grantee, permissions: SERVED, purposes: 0, effect: EFFECT.NONE, notBefore: 0, notAfter: FOREVER };
  return giveConsent(gateway, chain, terms);
}

/** Gaps in the sequence are allowed, so the clock makes it greater than any that is still on its way. */
async function fieldsOf(gateway, chain, { record, grantee, permissions, purposes, effect, notBefore, notAfter }) {
  const patient = gateway.keys.participant;
  const last = (await chain.consent(patient, record, grantee)).sequence;
  const now = BigInt(gateway.now());
  return {
    signer: patient, patient, record, grantee, roles: maskOf(ROLE), permissions, purposes, effect, notBefore, notAfter,
    sequence: last + 1n > now ? last + 1n : now,
    validUntil: gateway.validUntil(),
  };
}

async function wrapRecords(gateway, chain, { record, grantee: id }, progress) {
  const grantee = await findPerson(gateway, chain, id);
  const envelopes = [];
  for (const item of await listRecords(gateway, gateway.keys.participant)) {
    const inScope = isZero(record) || equal(record, item.record);
    if (inScope && item.envelope !== null && item.state === 'ANCHORED') {
      envelopes.push(await wrapAgain(gateway, chain, item, grantee));
      progress(envelopes.length);
    }
  }
  return envelopes;
}

/** The data key of a listed version, for another reader; the key is the one that the chain commits to. */
async function wrapAgain(gateway, chain, { record, version, envelope: own }, grantee) {
  const head = await findHead(gateway, chain, record);
  const associated = associatedData(gateway.registry, record, version);
  const dataKey = await unwrap(gateway.keys, own, head, associated);
  const { envelope, signature } = await wrap(dataKey, associated, grantee, gateway.keys.signing.secret);
  dataKey.fill(0);
  const { participant: recipient, keySequence } = grantee;
  return { record, version, recipient, keySequence, envelope, wrapper: gateway.keys.participant, signature };
}
