/**
 * What stands in the JSON of the HTTP interface (docs/http-api.md), read into octets and points and written from them. Members that are not known
 * are let pass in answers, so that a server may say more; a member that is missing or misshapen is refused.
 */
import { parseJsonOctets } from './json.js';
import { Point } from './keys.js';
import { fromBase64Url, fromHex32, sized, toBase64Url, toHex } from './octets.js';

/** An answer that is not what the interface says. */
export class AnswerRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'AnswerRefused';
  }
}

const text = (value) => (typeof value === 'string' ? value : refuse('expected a text'));
const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : refuse('expected a whole number'));
const u64 = (value) => (typeof value === 'bigint' ? value : BigInt(count(value)));
const octets = (length) => (value) => (length === undefined ? fromBase64Url(value) : sized(fromBase64Url(value), length, 'octets'));
const orNull = (read) => (value) => (value === undefined || value === null ? null : read(value));
const listOf = (read) => (value) => (Array.isArray(value) ? value.map(read) : refuse('expected a list'));
const hash = (value) => (/^0x[0-9a-f]{64}$/.test(text(value)) ? value : refuse('expected 0x and 64 digits'));

/** @param {Record<string, (value: any) => any>} members by name @returns {(value: any) => object} */
function object(members) {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      refuse('expected an object');
    }
    return Object.fromEntries(Object.entries(members).map(([name, read]) => [name, named(name, () => read(value[name]))]));
  };
}

const POINT = (value) => {
  const { x, y } = object({ x: fromHex32, y: fromHex32 })(value);
  return new Point(x, y);
};
const OPERATION = object({ message: octets(), signatures: listOf(octets(64)) });
const ACCEPTANCE = object({ store: fromHex32, acceptedAt: count, anchoredBy: count, signature: octets(64) });
const ENVELOPE = object({
  record: fromHex32, version: count, recipient: fromHex32, keySequence: u64, envelope: octets(113), wrapper: fromHex32, signature: octets(64),
});
const ITEM = {
  record: fromHex32, version: count, patient: fromHex32, author: fromHex32, category: count, sealedLength: count, time: count, operation: fromHex32,
  state: text, metadata: orNull(octets()), envelope: orNull(ENVELOPE),
};
const CONSENT = {
  operation: fromHex32, record: fromHex32, grantee: fromHex32, roles: count, permissions: count, purposes: count, effect: count, notBefore: u64,
  notAfter: u64, sequence: u64, signer: fromHex32, block: count, time: count,
};
const VERDICT = { permitted: (value) => (typeof value === 'boolean' ? value : refuse('expected true or false')), basis: count, role: count, key: count, status: count };
const AUDIT = {
  operation: fromHex32, kind: count, patient: fromHex32, record: orNull(fromHex32), version: orNull(count), actor: fromHex32, purpose: orNull(count),
  basis: orNull(count), store: orNull(fromHex32), time: count, block: count, transaction: hash, verdict: orNull(object(VERDICT)),
};
const page = (item) => object({ items: listOf(object(item)), next: orNull(text) });

/** Readers by the name of what they read: each takes what `parseJson` gives. */
export const READ = Object.freeze({
  nonce: object({ nonce: fromHex32, expiresAt: count }),
  session: object({ token: text, session: text, expiresAt: count }),
  operation: OPERATION,
  acceptance: ACCEPTANCE,
  envelope: ENVELOPE,
  status: object({ operation: fromHex32, state: text, reason: orNull(count), block: orNull(count), transaction: orNull(hash), acceptance: ACCEPTANCE }),
  head: object({
    record: fromHex32, version: count, patient: fromHex32, author: fromHex32, store: fromHex32, suite: count, contentHash: fromHex32, sealedLength: count,
    metadataHash: fromHex32, keyCommitment: fromHex32, operation: fromHex32, block: count, transaction: hash, time: count,
  }),
  grant: object({
    operation: fromHex32, acceptance: ACCEPTANCE, ticket: text, expiresAt: count, record: fromHex32, version: count, sealedLength: count,
    contentHash: fromHex32, segmentHashes: octets(), category: count, time: count, metadata: octets(), envelope: ENVELOPE,
  }),
  directory: object({
    participant: fromHex32, organisation: fromHex32, role: count, status: count, keySequence: u64, signingKey: POINT, encryptionKey: POINT,
    history: listOf(OPERATION), block: count,
  }),
  network: object({
    chainId: count, genesisHash: hash, registry: text, registryCodeHash: hash, registryBlock: count, gateways: listOf(text),
    organisations: listOf(object({ id: fromHex32, name: text })),
    registrars: listOf(object({ participant: fromHex32, organisation: fromHex32, signingKey: POINT, encryptionKey: POINT })),
    stores: listOf(object({ id: fromHex32, organisation: fromHex32, signingKey: POINT })),
  }),
  problem: object({ type: text, title: orNull(text), detail: orNull(text), trace: orNull(text) }),
  records: page(ITEM),
  consents: page(CONSENT),
  audit: page(AUDIT),
});

/**
 * @template T @param {(value: any) => T} read of READ @param {Uint8Array} json
 * @returns {T} anything else is AnswerRefused
 */
export function readAnswer(read, json) {
  try {
    return read(parseJsonOctets(json));
  } catch (e) {
    throw e instanceof SyntaxError || e instanceof RangeError ? new AnswerRefused(e.message) : e;
  }
}

/** A signed operation as JSON. */
export function operationJson({ message, signatures }) {
  return { message: toBase64Url(message), signatures: signatures.map((signature) => toBase64Url(sized(signature, 64, 'signature'))) };
}

/** A key envelope as JSON. */
export function envelopeJson({ record, version, recipient, keySequence, envelope, wrapper, signature }) {
  return {
    record: toHex(sized(record, 32, 'record')),
    version,
    recipient: toHex(sized(recipient, 32, 'recipient')),
    keySequence: exactNumber(keySequence),
    envelope: toBase64Url(sized(envelope, 113, 'envelope')),
    wrapper: toHex(sized(wrapper, 32, 'wrapper')),
    signature: toBase64Url(sized(signature, 64, 'signature')),
  };
}

/** JSON.stringify writes no bigint. */
function exactNumber(value) {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError('the number is too large to be written exactly');
  }
  return number;
}

function named(name, read) {
  try {
    return read();
  } catch (e) {
    throw new AnswerRefused(`${name}: ${e.message}`);
  }
}

function refuse(detail) {
  throw new AnswerRefused(detail);
}
