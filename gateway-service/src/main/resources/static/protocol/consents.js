/** Consents: a patient says who may do what with their records, and wraps the keys of those in scope for a reader whom they permit. */
import { EFFECT, PERMISSION, ROLE, maskOf } from './codes.js';
import { associatedData } from './data-keys.js';
import { wrap } from './envelopes.js';
import { equal, isZero, toHex } from './octets.js';
import { findPerson } from './people.js';
import { RecordRefused, findHead, listRecords, unwrap } from './records.js';
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

/** A consent was sent, and no answer came that says whether it was accepted; `cause` is what came instead. */
export class OutcomeUnknown extends Error {
  constructor(cause) {
    super(`it is not known whether the consent was accepted: ${cause.message}`, { cause });
    this.name = 'OutcomeUnknown';
  }
}

/**
 * Signs and sends a consent of the patient. One that lets somebody read carries the keys of the records in scope, wrapped for them. A record whose
 * key is refused, or does not arrive, is left out and told; giving the consent again hands over what is missing, for the store keeps what it has.
 * @param {import('./gateway.js').Gateway} gateway @param {import('./chain.js').Chain} chain @param {Terms} terms
 * @param {(wrapped: number) => void} progress
 * @returns {Promise<{operation: Uint8Array, withheld: {item: object, reason: Error}[]}>} once it is accepted; the listed records that were left out
 */
export async function giveConsent(gateway, chain, terms, progress = () => {}) {
  const reads = terms.effect === EFFECT.ALLOW && (terms.permissions & PERMISSION.READ) !== 0;
  const { wrapped, withheld } = reads ? await wrapRecords(gateway, chain, terms, progress) : { wrapped: [], withheld: [] };
  const signed = await gateway.sign('CONSENT', await fieldsOf(gateway, chain, terms));
  const together = wrapped.slice(0, TOGETHER).map(({ envelope }) => envelopeJson(envelope));
  const { operation } = await submit(gateway, { operation: operationJson(signed), envelopes: together }, signed.id);
  return { operation, withheld: [...withheld, ...(await sendLater(gateway, wrapped.slice(TOGETHER)))] };
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

/** A refusal of the operation itself is certain; after anything else the store may have accepted it. */
async function submit(gateway, body, id) {
  try {
    return await gateway.submit('/v1/consents', body, id);
  } catch (e) {
    throw e.name === 'Problem' && e.status < 500 ? e : new OutcomeUnknown(e);
  }
}

/** The consent is accepted by now, so that a failure here keeps back its own record alone. */
async function sendLater(gateway, wrapped) {
  const withheld = [];
  for (const { item, envelope } of wrapped) {
    const path = `/v1/records/${toHex(envelope.record)}/versions/${envelope.version}/envelopes`;
    await gateway.put(path, { envelopes: [envelopeJson(envelope)] }).catch((reason) => withheld.push({ item, reason }));
  }
  return withheld;
}

async function wrapRecords(gateway, chain, { record, grantee: id }, progress) {
  const grantee = await findPerson(gateway, chain, id);
  const wrapped = [];
  const withheld = [];
  for (const item of await listRecords(gateway, gateway.keys.participant)) {
    const inScope = isZero(record) || equal(record, item.record);
    if (inScope && item.state === 'ANCHORED') {
      try {
        wrapped.push({ item, envelope: await wrapAgain(gateway, chain, item, grantee) });
        progress(wrapped.length);
      } catch (reason) {
        if (!isAboutOneRecord(reason)) {
          throw reason;
        }
        withheld.push({ item, reason });
      }
    }
  }
  return { wrapped, withheld };
}

/** Whether other records may still be well: a check of this one failed, or the ledger does not know it. */
function isAboutOneRecord({ name, status }) {
  return ['ChainMismatch', 'RecordRefused', 'EnvelopeRefused', 'AnswerRefused'].includes(name) || (name === 'Problem' && status === 404);
}

/** The data key of a listed version, for another reader; the key is the one that the chain commits to. */
async function wrapAgain(gateway, chain, { record, version, envelope: own }, grantee) {
  if (own === null) {
    throw new RecordRefused('the record came without a key for its patient');
  }
  const head = await findHead(gateway, chain, record);
  const associated = associatedData(gateway.registry, record, version);
  const dataKey = await unwrap(gateway.keys, own, head, associated);
  const { envelope, signature } = await wrap(dataKey, associated, grantee, gateway.keys.signing.secret);
  dataKey.fill(0);
  const { participant: recipient, keySequence } = grantee;
  return { record, version, recipient, keySequence, envelope, wrapper: gateway.keys.participant, signature };
}
